/* Lines that are chosen together: cases, random paragraphs against the rules, and how many holes
 * are left in notices. */

#include "layout/fit.h"

#include "base/arena.h"
#include "base/sanitized.h"
#include "layout/line.h"
#include "text/character.h"
#include "text/grapheme.h"
#include "text/unit.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

enum {
    PARAGRAPHS = SANITIZED ? 1000 : 10000,
    MOST_PIECES = 50,
    LEAST_COLS = 12,
    MOST_COLS = 100,
    MOST_LINES = 2000,
    HOLE_COLS = 6 /* a hole that is seen at once */
};

/* A paragraph, its lines as the layout has them, and where they would begin if each were filled as
 * far as it goes. */
struct set {
    struct block block;
    struct layout_options options;
    struct block_lines lines;
    struct arena arena;
    size_t greedy[MOST_LINES];
    int greedy_cols[MOST_LINES];
    size_t greedy_count;
};

static void lay_out(struct set *set, struct str text, struct layout_options options)
{
    int margin;

    set->block = (struct block){.kind = BLOCK_PARAGRAPH, .rich = {.text = text}};
    set->options = options;
    block_lay_out(&set->lines, &set->block, NULL, &set->options, &set->arena);
    margin = set->lines.setting.hang ? TEXT_HANG_COLS : 0;
    set->greedy_count = 0;
    for (size_t i = 0, at = set->lines.lines[0].start; at < text.bytes; i++) {
        int indent = set->lines.lines[i < set->lines.count ? i : 0].indent_cols;
        struct text_line line =
            text_line_next(text, at, set->lines.end_col + margin - indent, &set->lines.setting);

        assert_true(i < MOST_LINES);
        set->greedy_cols[i] = line.cols;
        set->greedy[i] = at;
        set->greedy_count = i + 1;
        at = line.next;
    }
}

static void set_free(struct set *set)
{
    block_lines_free(&set->lines);
    arena_free(&set->arena);
}

static bool is_line_start(const struct set *set, size_t at)
{
    for (size_t i = 0; i < set->greedy_count; i++)
        if (set->greedy[i] == at)
            return true;
    return false;
}

static bool is_space(struct str text, size_t at)
{
    return text.p[at] == ' ' || text.p[at] == '\n' || (unsigned char)text.p[at] == 0xE3 ||
           ((unsigned char)text.p[at] == 0x80);
}

static void fail_at(const struct set *set, size_t line, const char *what)
{
    const struct text_setting *setting = &set->lines.setting;

    fail_msg("%s: line %zu in %d columns, kinsoku %d%s%s%s of «%.*s»", what, line,
             set->options.cols, (int)setting->kinsoku, setting->hang ? ", hang" : "",
             setting->spacing ? ", spacing" : "", set->options.style.justify ? ", justify" : "",
             STR_FMT(set->block.rich.text));
}

/* Checks where a line begins. A word longer than a line is cut where text_line_next() cuts it. */
static void check_start(const struct set *set, size_t i)
{
    struct str text = set->block.rich.text;
    const struct block_line *line = &set->lines.lines[i];

    for (size_t at = line[-1].end; at < line->start; at++)
        if (!is_space(text, at))
            fail_at(set, i, "text is lost");
    if (text.p[line->start - 1] == '\n' || is_line_start(set, line->start))
        return;
    if (!text_may_break(text, line->start, set->lines.setting.kinsoku))
        fail_at(set, i, "no line may begin here");
    if (text_joint_at(text, line->start) == TEXT_JOINT_HARD)
        fail_at(set, i, "a unit is opened");
}

/* Checks a line's columns: those of its text, those of its pieces, and where it ends. */
static void check_cols(const struct set *set, struct line_pieces *pieces, size_t i)
{
    const struct block_line *line = &set->lines.lines[i];
    struct str text = set->block.rich.text, part = {text.p + line->start, line->end - line->start};
    const struct text_setting *setting = &set->lines.setting;
    int end_col = set->lines.end_col, col = line->indent_cols, added = 0;

    if (line->cols != text_set_cols(part, setting))
        fail_at(set, i, "the columns are wrong");
    if (line->indent_cols + line->cols > end_col + (setting->hang ? TEXT_HANG_COLS : 0) &&
        grapheme_next(part.p, part.bytes, setting->ambiguous_wide).bytes < part.bytes)
        fail_at(set, i, "the line is too long");
    line_compose(pieces, &set->lines, i, text, &set->options);
    for (size_t j = 0; j < pieces->count; j++) {
        const struct layout_piece *piece = &pieces->items[j];

        added += piece->col - col;
        col = piece->col + text_cols(piece->text, setting->ambiguous_wide);
    }
    added -= line->cols - text_cols(part, setting->ambiguous_wide);
    if (added &&
        (!set->options.style.justify || (col != end_col && col != end_col + TEXT_HANG_COLS)))
        fail_at(set, i, "the line is not exactly full");
}

/* Returns how many lines have holes. */
static int count_holes(const struct set *set, bool greedy)
{
    struct str text = set->block.rich.text;
    int count = 0;

    for (size_t i = 0; i + 1 < set->lines.count; i++) {
        const struct block_line *line = &set->lines.lines[i];
        int cols = greedy ? set->greedy_cols[i] : line->cols;
        size_t next = greedy ? set->greedy[i + 1] : line[1].start;

        count +=
            text.p[next - 1] != '\n' && set->lines.end_col - line->indent_cols - cols >= HOLE_COLS;
    }
    return count;
}

/* Returns how many letters, digits and Han characters there are in [at, end). */
static int count_characters(struct str text, size_t at, size_t end)
{
    int count = 0;

    while (at < end) {
        char32_t cp;

        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        count += character_is_letter(cp) || character_is_digit(cp);
    }
    return count;
}

/* Returns whether a greedy line before a hard line break, a word longer than a line or the end has
 * a single character. */
static bool has_single_character(const struct set *set)
{
    struct str text = set->block.rich.text;

    for (size_t i = 0; i < set->greedy_count; i++) {
        size_t end = i + 1 < set->greedy_count ? set->greedy[i + 1] : text.bytes;

        if (count_characters(text, set->greedy[i], end) <= 1)
            return true;
    }
    return false;
}

static void check_paragraph(struct set *set, struct line_pieces *pieces)
{
    struct str text = set->block.rich.text;
    bool same = true;

    if (set->lines.count != set->greedy_count)
        fail_at(set, set->lines.count, "another number of lines");
    for (size_t i = 0; i < set->lines.count; i++) {
        check_cols(set, pieces, i);
        if (i > 0)
            check_start(set, i);
        same &= set->lines.lines[i].start == set->greedy[i];
    }
    for (size_t at = set->lines.lines[set->lines.count - 1].end; at < text.bytes; at++)
        if (!is_space(text, at))
            fail_at(set, set->lines.count, "text is lost");
    if (!same && !count_holes(set, true) && !has_single_character(set))
        fail_at(set, 0, "the lines were good");
}

/* Random paragraphs. */

static unsigned next_random(unsigned *random)
{
    *random = *random * 1103515245 + 12345;
    return *random >> 16;
}

static void random_text(struct buffer *text, unsigned *random)
{
    static const char *const PIECES[] = {
        "今天的",
        "社区",
        "居民",
        "在",
        "二",
        "公园里",
        "“智慧”",
        "（试行）",
        "《条例》",
        "，",
        "。",
        "、",
        "——",
        "……",
        "；",
        "internationalization",
        "Transformer",
        "LibreOffice",
        "a",
        "of the ",
        "https://www.example.org/notice/2023/1130.html",
        "volunteer.centre@example.com",
        "13.76万元",
        "1.2万㎡",
        "2023年11月30日",
        "0571-8888 8888",
        "8:30—20:00",
        "－13℃",
        "〔2023〕15号",
        "第32条",
        "GB/T 15834—2011",
        "5%",
        "￥1,200.50",
        "300 平方米",
        " ",
        "  ",
        "\u3000",
        "\n",
        "e\u0301",
        "👨‍👩‍👧",
        "𠮷",
    };
    unsigned count = 1 + next_random(random) % MOST_PIECES;

    buffer_clear(text);
    buffer_add_text(text, "开");
    for (unsigned i = 0; i < count; i++) {
        buffer_add_text(text, PIECES[next_random(random) % COUNT(PIECES)]);
        for (unsigned han = next_random(random) % 12; han > 4; han--)
            buffer_add_text(text, "字");
    }
}

static void random_paragraphs(void **state)
{
    static struct set set;
    struct line_pieces pieces = {0};
    struct buffer text = {0};
    unsigned random = 15;
    int changed = 0, holes = 0, greedy_holes = 0;

    (void)state;
    for (int i = 0; i < PARAGRAPHS; i++) {
        struct layout_options options = {
            .cols = LEAST_COLS + (int)(next_random(&random) % (MOST_COLS - LEAST_COLS + 1))};
        unsigned bits = next_random(&random);

        options.style.text = (struct text_setting){
            .kinsoku = bits & 16 ? KINSOKU_STRICT : KINSOKU_AUTO,
            .ambiguous_wide = bits & 1,
            .hang = bits & 2,
            .spacing = bits & 4,
        };
        options.style.justify = bits & 8;
        random_text(&text, &random);
        lay_out(&set, buffer_str(&text), options);
        check_paragraph(&set, &pieces);
        for (size_t j = 0; j < set.lines.count; j++)
            changed += set.lines.lines[j].start != set.greedy[j];
        holes += count_holes(&set, false);
        greedy_holes += count_holes(&set, true);
        set_free(&set);
    }
    assert_in_range(changed, PARAGRAPHS / 2, INT32_MAX);
    assert_in_range(holes, 1, greedy_holes * 9 / 10);
    line_pieces_free(&pieces);
    buffer_free(&text);
}

/* How many lines of notices have holes, beside filling each line as far as it goes. */
static void holes_in_notices(void **state)
{
    static const char *const NOTICES[] = {
        "自2023年12月1日起，社区卫生服务中心启用新的预约系统，居民可以通过微信公众号、手机App“健康"
        "东桥”或拨打电话0571-8888 6666预约，预约时请准备好身份证号码和联系方式。",
        "今年的“社区开放日”定于11月18日（星期六）上午8:30—11:30在文化广场举行，现场提供Wi-"
        "Fi、免费打印、手机维修、家电维修等便民服务，欢迎大家前来参加。",
        "本次培训使用LibreOffice和Firefox两种软件，学员请自带笔记本电脑，操作系统为Windows "
        "10以上或Ubuntu 22.04以上，也可以在现场借用社区提供的ThinkPad电脑。",
        "居民如需了解详细情况，可登录https://www.example.org/notice/2023/"
        "1130.html查询，或者发送电子邮件至service@example.org咨询，工作人员将在3个工作日内回复。",
        "为做好老旧小区加装电梯工作，现将有关事项通知如下：凡2005年12月31日以前竣工、四层以上、没有"
        "电梯的住宅，经业主协商一致，均可提出申请，每台补助200,000元。",
        "物业服务费自2024年1月1日起调整为每平方米每月2.35元，地下停车位管理费为每月80."
        "00元，公共区域电费按实际用量分摊，每季度公示一次。",
        "东桥街道联合China Mobile、China Telecom和China "
        "Unicom三家运营商，对辖区内38个小区的5G信号进行了测试，平均下载速率达到385."
        "6Mbps，比去年提高了27.5%。",
        "图书馆新到图书2,600余册，其中外文原版图书120册，包括The Old Man and the Sea、Pride and "
        "Prejudice、Walden等名著，读者凭借书证可借阅两册，借期为30天。",
        "志愿者报名请填写登记表，内容包括姓名、性别、年龄、联系电话、电子邮箱和可以服务的时间，并于"
        "12月15日17:00前发送至volunteer.centre@example.com，逾期不再受理。",
        "根据《生活垃圾管理条例》（2022年修订）第三十六条规定，对未按要求分类投放的个人，经劝阻仍不"
        "改正的，可处以50元以上200元以下罚款，请广大居民自觉遵守。",
        "停水通知：因DN300供水主管道改造施工，定于11月28日22:00至次日6:"
        "00对建设路1—99号（单号）、人民路2—88号（双号）停止供水，请提前做好储水准备，不便之处敬请谅"
        "解。",
        "此次人工智能讲座由王晓东教授主讲，内容涉及ChatGPT、Stable "
        "Diffusion、Transformer等技术的原理和应用，现场还将演示如何用Python和PyTorch训练一个简单的"
        "神经网络。",
        "疫苗接种点设在社区卫生服务中心二楼，接种对象为60岁以上老年人，每周二、四上午8:00—11:"
        "00、下午13:30—16:00接种，咨询电话（0571）8777 1234转8001。",
        "“智慧养老”平台已接入HarmonyOS、Android、iOS三种系统，老人可以通过语音呼叫医生，子女也可以"
        "在手机上查看老人的血压、心率和睡眠情况，目前注册用户已有13,760人。",
        "羽毛球比赛分为男子单打、女子单打、混合双打三个项目，采用21分制，三局两胜，比赛用球为YONEX "
        "AEROSENSA 30，报名费每人20元，报名截止日期为2023年11月30日。",
        "新开通的K256路公交线由火车东站东广场开往东桥大学城北，途经文化广场、internationalization大"
        "厦、科技园等18站，首班车6:00，末班车21:30，全程票价2元。",
        "社区食堂自开业以来，每天供应早餐、午餐和晚餐，60至69岁老人享受9折优惠，70至79岁老人享受8折"
        "优惠，80岁以上老人享受7折优惠，截至10月底累计服务52,318人次。",
        "市数据局发布的《人工智能产业白皮书》指出，以GPT-4、Llama "
        "2为代表的大语言模型正在改变软件开发方式，GitHub "
        "Copilot的用户已超过100万，国内企业也相继推出了CodeGeeX、Baidu Comate等产品。",
        "本周六晚，东桥大剧院将上演音乐剧The Phantom of the Opera中文版，由上海华人梦想与Really "
        "Useful Group联合制作，票价分别为1,280元、880元、580元和280元，可通过Damai或Maoyan购票。",
        "国家知识产权局商标局公告：第1685437号“东桥Dongqiao”商标注册申请已初步审定，异议期自2023年9"
        "月14日至2023年12月13日止，有异议者请在期限内书面提出。",
        "为方便外籍居民办事，政务服务中心增设International Service "
        "Desk，提供English、Français、Español三种语言的咨询，并开通了多语种热线96666转6号键，服务时"
        "间为工作日9:00—17:00。",
        "开源软件协会将于12月9日在科技园举办Debian Bookworm发布聚会，议程包括KDE "
        "Plasma桌面演示、Raspberry Pi硬件体验和自由讨论，参加者可获得纪念T恤一件，名额为80人。",
        "据Reuters和Associated "
        "Press报道，SpaceX公司的Starship火箭于当地时间11月18日7时03分从得克萨斯州博卡奇卡的Starbase"
        "发射场升空，飞行约8分钟后失去联系。",
        "区体育局与Decathlon合作举办的“城市骑行”活动共设City Ride、Family "
        "Ride和Challenge三个组别，全程分别为15公里、8公里和42公里，报名即送价值99元的头盔一顶。",
        "中国科学院的研究团队在Nature "
        "Communications上发表论文，报告了一种基于perovskite的新型太阳能电池，其光电转换效率达到26."
        "1%，连续工作1,000小时后仍保持初始效率的95%以上。",
    };
    /* of the holes, how many may be left at most */
    static const struct {
        int cols, of, left;
    } WIDTHS[] = {{24, 2, 1}, {30, 8, 6}, {40, 6, 3}, {60, 1, 1}, {80, 1, 1}};
    static struct set set;

    (void)state;
    for (size_t i = 0; i < COUNT(WIDTHS); i++) {
        int holes = 0, greedy_holes = 0;

        for (size_t j = 0; j < COUNT(NOTICES); j++) {
            lay_out(&set, str_of(NOTICES[j]), (struct layout_options){.cols = WIDTHS[i].cols});
            holes += count_holes(&set, false);
            greedy_holes += count_holes(&set, true);
            set_free(&set);
        }
        print_message("%d columns: %d holes, %d of lines filled one by one\n", WIDTHS[i].cols,
                      holes, greedy_holes);
        assert_true(holes * WIDTHS[i].of <= greedy_holes * WIDTHS[i].left);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_paragraphs),
        cmocka_unit_test(holes_in_notices),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
