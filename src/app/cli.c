#include "app/cli.h"

#include "app/standard_input.h"
#include "base/bounds.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/number.h"
#include "config/config_keys.h"
#include "content/article.h"
#include "kiosk/kiosk.h"
#include "search/query.h"
#include "text/edit_distance.h"
#include "text/print.h"
#include "ui/panes.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ARGUMENT_BYTES = sizeof("--") + 16 };

/* The results of next_option(): the indexes of the options in OPTIONS, and three more. */
enum option_index {
    OPTION_LINEAR,
    OPTION_DUMP,
    OPTION_WIDTH,
    OPTION_PAGE_ROWS,
    OPTION_LIST,
    OPTION_SEARCH,
    OPTION_CHECK,
    OPTION_INDEX,
    OPTION_FRAME,
    OPTION_KEYS,
    OPTION_CONFIG,
    OPTION_AMBIGUOUS,
    OPTION_LANG,
    OPTION_ALL,
    OPTION_DRAFTS,
    OPTION_JSON,
    OPTION_STATE,
    OPTION_KIOSK,
    OPTION_SSH,
    OPTION_TEXT_SIZE,
    OPTION_NIGHT,
    OPTION_STATUS,
    OPTION_REST,
    OPTION_MACHINE,
    OPTION_VOICE,
    OPTION_SPEECH,
    OPTION_CLOCK,
    OPTION_STRICT_CALLS,
    OPTION_PRINT_CONFIG,
    OPTION_VERSION,
    OPTION_HELP,
    OPTION_COUNT,
    OPTION_UNKNOWN = OPTION_COUNT,
    OPTION_WITHOUT_VALUE,
    OPTION_NO_MORE
};

static const struct cli_option OPTIONS[] = {
    [OPTION_LINEAR] = {"linear", .mode = CLI_LINEAR,
                       .help = N_("逐行对话，供读屏软件和点显器用：不画方框，不重画，按编号选")},
    [OPTION_DUMP] = {"dump", .operand = N_("[文章编号]"), .mode = CLI_DUMP,
                     .help = N_("把全部文章（或一篇）排好版输出")},
    [OPTION_WIDTH] = {"width", .value = N_("列数"),
                      .help = N_("--dump 的宽度（默认：终端的宽度，否则 80），--linear 的宽度\n"
                                 "（默认：终端的宽度，否则不折行）")},
    [OPTION_PAGE_ROWS] = {"page-rows", .value = N_("行数"),
                          .help = N_("--dump 分页，每页这么多行，小标题不落在页末")},
    [OPTION_LIST] = {"list", .mode = CLI_LIST,
                     .help = N_("每篇一行：编号、地区、主题、地点、日期、标题，以制表符分隔")},
    [OPTION_SEARCH] = {"search", .value = N_("词"), .mode = CLI_SEARCH,
                       .help = N_("搜索，最相关的在前：编号、标题、上下文")},
    [OPTION_CHECK] = {"check", .mode = CLI_CHECK,
                      .help = N_("检查全部内容，输出 文件:行:列: 级别: 说明；有错则返回 1")},
    [OPTION_INDEX] = {"index", .mode = CLI_INDEX,
                      .help = N_("在文件夹里写一份索引 .kanbao-index，供自助阅读立刻打开；\n"
                                 "文件夹以后不再改动才用，改了要重写")},
    [OPTION_FRAME] = {"frame", .value = N_("列x行"), .mode = CLI_FRAME,
                      .help = N_("把屏幕按文本输出，--keys '键' 先按这些键（<Down> <Enter> "
                                 "<C-f>…）")},
    [OPTION_KEYS] = {"keys", .value = N_("键")},
    [OPTION_CONFIG] = {"config", .value = N_("文件"), .for_kiosk = true,
                       .help = N_("用这个配置文件")},
    [OPTION_AMBIGUOUS] = {"ambiguous", .value = N_("值"), .for_kiosk = true,
                          .help = N_("“ — … · ① × 等歧义宽度字符占几列：auto（问终端）、"
                                     "narrow（一列）、wide（两列）")},
    [OPTION_LANG] = {"lang", .value = N_("值"), .for_kiosk = true,
                     .help = N_("界面语言：zh_CN、en，或 auto（随语言环境）")},
    [OPTION_ALL] = {"all", .help = N_("过期的也在内；--list 末尾多一列：pinned、draft、expired")},
    [OPTION_DRAFTS] = {"drafts", .help = N_("草稿也在内")},
    [OPTION_JSON] = {"json",
                     .help = N_("--list、--search、--check、--print-config 输出 JSON，各项齐全")},
    [OPTION_STATE] = {"state",
                      .help =
                          N_("--list --json、--search --json 里带上读过没有、书签和读到的位置")},
    [OPTION_KIOSK] =
        {"kiosk", .for_kiosk = true,
         .help = N_("公共机器上的自助阅读：不能退出，不留痕迹；--ssh 时可以退出；\n"
                    "只另认 --config、--lang、--ambiguous，启动脚本的 --text-size 1 "
                    "到 3、--rest、--machine 名称，\n"
                    "朗读用的 --voice 套接字（speech-dispatcher 的），供看不见的人用的 --speech，\n"
                    "测试用的 --clock 时间*倍数、--strict-calls（名单以外的系统调用使它中止）")},
    [OPTION_SSH] = {"ssh", .for_kiosk = true, .kiosk_only = true},
    [OPTION_TEXT_SIZE] = {"text-size", .value = N_("字号"), .for_kiosk = true, .kiosk_only = true},
    [OPTION_NIGHT] = {"night", .value = N_("时间"), .for_kiosk = true, .kiosk_only = true,
                      .help =
                          N_("自助阅读时每天这段时间（例如 22:00-06:30）没有人就黑屏，一碰就亮")},
    [OPTION_STATUS] = {"status", .value = N_("文件"), .for_kiosk = true, .kiosk_only = true,
                       .help = N_("自助阅读时在这个文件里写本机的状况，供 kanbao-status 查看")},
    [OPTION_REST] = {"rest", .for_kiosk = true, .kiosk_only = true},
    [OPTION_MACHINE] = {"machine", .value = N_("名称"), .for_kiosk = true, .kiosk_only = true},
    [OPTION_VOICE] = {"voice", .value = N_("套接字"), .for_kiosk = true, .kiosk_only = true},
    [OPTION_SPEECH] = {"speech", .for_kiosk = true, .kiosk_only = true},
    [OPTION_CLOCK] = {"clock", .value = N_("时间*倍数"), .for_kiosk = true, .kiosk_only = true},
    [OPTION_STRICT_CALLS] = {"strict-calls", .for_kiosk = true, .kiosk_only = true},
    [OPTION_PRINT_CONFIG] = {"print-config", .mode = CLI_PRINT_CONFIG,
                             .help = N_("输出现在的全部设置和按键，各项注明来自哪里")},
    [OPTION_VERSION] = {"version", .letter = 'V', .mode = CLI_VERSION, .for_kiosk = true,
                        .help = N_("版本")},
    [OPTION_HELP] = {"help", .letter = 'h', .mode = CLI_HELP, .for_kiosk = true,
                     .help = N_("本说明")},
};

/* The code of the first long option for getopt: above all letters, which are the codes of short
 * options. */
enum { FIRST_LONG = 256 };

const struct cli_option *cli_option_at(size_t index)
{
    return index < OPTION_COUNT ? OPTIONS + index : NULL;
}

static enum option_index next_option(int argc, char **argv)
{
    struct option longs[OPTION_COUNT + 1] = {0};
    char letters[OPTION_COUNT + 2] = ":"; /* short options take no value */
    size_t letter_count = 1;
    int code;

    for (int i = 0; i < OPTION_COUNT; i++) {
        longs[i] =
            (struct option){OPTIONS[i].name, OPTIONS[i].value ? required_argument : no_argument,
                            NULL, FIRST_LONG + i};
        if (OPTIONS[i].letter)
            letters[letter_count++] = OPTIONS[i].letter;
    }
    opterr = 0;
    code = getopt_long(argc, argv, letters, longs, NULL);
    if (code >= FIRST_LONG)
        return (enum option_index)(code - FIRST_LONG);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (OPTIONS[i].letter == code)
            return (enum option_index)i;
    }
    return code == ':' ? OPTION_WITHOUT_VALUE : code == '?' ? OPTION_UNKNOWN : OPTION_NO_MORE;
}

static bool wrong(const char *what, const char *argument)
{
    print_line(stderr, "kanbao: %s: %s%s", argument, what, _("；用 kanbao --help 看用法"));
    return false;
}

/* Parses a whole number from 1 to `most` at the beginning of `text`; *end is the text after it.
 * Returns false if there is none. */
static bool parse_count(const char *text, uint64_t most, int *count, const char **end)
{
    uint64_t value;

    *end = text + number_read(str_of(text), most, &value);
    *count = (int)value;
    return value > 0;
}

static bool parse_width(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, BOUND_DUMP_COLS, &cli->width_cols, &end) && !*end) ||
           wrong(_("--width 要一个 1 到 10000 的列数"), text);
}

static bool parse_page_rows(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, BOUND_DUMP_LINES, &cli->page_lines, &end) && !*end) ||
           wrong(_("--page-rows 要一个 1 到 10000 的行数"), text);
}

static bool parse_frame(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, SCREEN_MOST_COLS, &cli->frame_cols, &end) && *end == 'x' &&
            parse_count(end + 1, SCREEN_MOST_LINES, &cli->frame_lines, &end) && !*end) ||
           wrong(_("--frame 要“列x行”，例如 80x24，最大 500x200"), text);
}

static bool parse_text_size(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, KIOSK_MOST_TEXT_SIZE, &cli->text_size, &end) && !*end) ||
           wrong(_("--text-size 要 1、2 或 3"), text);
}

/* Returns whether the configuration's key allows the value. If not, complains: `complaint`, then
 * the values allowed. */
static bool parse_value(const char *section, const char *name, const char *text,
                        const char *complaint)
{
    const struct config_key *key = config_key_find(section, name);
    struct config trial = config_default();
    struct buffer what = {0};

    if (config_key_set(key, &trial, text, CONFIG_COMMAND_LINE))
        return true;
    buffer_add_text(&what, complaint);
    config_key_allowed(key, &what);
    wrong(buffer_c_str(&what), text);
    buffer_free(&what);
    return false;
}

/* Help and the version end the program at once, whatever else is on the command line. */
bool cli_ends_at_once(enum cli_mode mode)
{
    return mode == CLI_VERSION || mode == CLI_HELP;
}

/* Writes an option as it is given. */
static void name_option(const struct cli_option *option, char argument[MOST_ARGUMENT_BYTES])
{
    snprintf(argument, MOST_ARGUMENT_BYTES, "--%s", option->name);
}

static bool set_mode(struct cli *cli, const struct cli_option *option)
{
    char argument[MOST_ARGUMENT_BYTES];

    name_option(option, argument);
    if (cli->mode != CLI_READ && cli->mode != option->mode && !cli_ends_at_once(option->mode))
        return wrong(_("不能同时要求两件事"), argument);
    cli->mode = option->mode;
    return true;
}

/* Appends the long options that begin like the argument or, if none does, the nearest one, as
 * "--linear、--list". */
static void write_suggestion(const char *argument, struct buffer *out)
{
    const struct cli_option *nearest = NULL;
    struct str typed = {argument + 2, strcspn(argument + 2, "=")};
    struct edit_text given, name;
    size_t best = 3;

    for (int i = 0; i < OPTION_COUNT && typed.bytes; i++)
        if (strncmp(OPTIONS[i].name, typed.p, typed.bytes) == 0)
            buffer_addf(out, "%s--%s", out->bytes ? _("、") : "", OPTIONS[i].name);
    if (out->bytes || !edit_text_read(typed, &given))
        return;
    for (int i = 0; i < OPTION_COUNT; i++) {
        size_t apart;

        edit_text_read(str_of(OPTIONS[i].name), &name);
        apart = edit_distance(&given, &name);
        if (apart < best && 2 * apart <= name.count) {
            best = apart;
            nearest = OPTIONS + i;
        }
    }
    if (nearest)
        buffer_addf(out, "--%s", nearest->name);
}

/* Complains of an unknown option. If it is a short one, perhaps of several in one argument, getopt
 * gives only its letter in optopt: a single byte, even outside of ASCII. */
static bool unknown_option(const char *argument)
{
    char letter[] = {'-', optopt > 0 ? (char)optopt : '?', '\0'};
    struct buffer suggestion = {0};

    if (optopt >= FIRST_LONG)
        return wrong(_("这个选项不带值"), argument);
    if (optopt)
        return wrong(_("没有这个选项"), letter);
    write_suggestion(argument, &suggestion);
    if (suggestion.bytes)
        print_line(stderr, _("kanbao: %s: 没有这个选项；是不是 %s？"), argument,
                   buffer_c_str(&suggestion));
    else
        wrong(_("没有这个选项"), argument);
    buffer_free(&suggestion);
    return false;
}

static bool can_be_searched(const char *words)
{
    struct query query = {0};
    struct buffer fault = {0};
    bool can;

    if (strlen(words) > BOUND_QUERY_BYTES)
        return wrong(_("要找的词太长，最多 1024 字节"), "--search");
    query_set(&query, str_of(words));
    can = !query_write_fault(&query, &fault) || wrong(buffer_c_str(&fault), "--search");
    buffer_free(&fault);
    query_free(&query);
    return can;
}

/* Stores the value or the flag that the option sets, apart from its order. */
static bool take_value(struct cli *cli, enum option_index index, const char *value)
{
    switch (index) {
    case OPTION_WIDTH:
        return parse_width(cli, value);
    case OPTION_PAGE_ROWS:
        return parse_page_rows(cli, value);
    case OPTION_FRAME:
        return parse_frame(cli, value);
    case OPTION_TEXT_SIZE:
        return parse_text_size(cli, value);
    case OPTION_AMBIGUOUS:
        cli->ambiguous = value;
        return parse_value("text", "ambiguous", value, _("--ambiguous 只能是 "));
    case OPTION_LANG:
        cli->lang = value;
        return parse_value("screen", "lang", value, _("--lang 只能是 "));
    case OPTION_SEARCH:
        cli->words = value;
        return can_be_searched(value);
    case OPTION_KEYS:
        cli->keys = value;
        break;
    case OPTION_CONFIG:
        cli->config = value;
        break;
    case OPTION_NIGHT:
        return night_read(&cli->night, value) || wrong(_("--night 要写成 22:00-06:30 这样"), value);
    case OPTION_STATUS:
        cli->status = value;
        break;
    case OPTION_REST:
        cli->rest = true;
        break;
    case OPTION_MACHINE:
        cli->machine = value;
        break;
    case OPTION_CLOCK:
        cli->clock = value;
        break;
    case OPTION_VOICE:
        cli->voice = value;
        break;
    case OPTION_SPEECH:
        cli->speech = true;
        break;
    case OPTION_STRICT_CALLS:
        cli->strict_calls = true;
        break;
    case OPTION_ALL:
        cli->all = true;
        break;
    case OPTION_DRAFTS:
        cli->drafts = true;
        break;
    case OPTION_STATE:
        cli->state = true;
        break;
    case OPTION_SSH:
        cli->ssh = true;
        break;
    case OPTION_KIOSK: /* already set by cli_preparse(), as is the next one */
    case OPTION_JSON:
    case OPTION_LINEAR:
    case OPTION_DUMP:
    case OPTION_LIST:
    case OPTION_CHECK:
    case OPTION_INDEX:
    case OPTION_PRINT_CONFIG:
    case OPTION_VERSION:
    case OPTION_HELP:
    case OPTION_UNKNOWN:
    case OPTION_WITHOUT_VALUE:
    case OPTION_NO_MORE:
        break;
    }
    return true;
}

static bool take_option(struct cli *cli, enum option_index index, char **argv)
{
    const char *argument = optind > 1 ? argv[optind - 1] : "";
    const struct cli_option *option = cli_option_at(index);
    char name[MOST_ARGUMENT_BYTES];

    if (index == OPTION_WITHOUT_VALUE)
        return wrong(_("这个选项后面要有值"), argument);
    if (!option)
        return unknown_option(argument);
    if (cli->kiosk && !option->for_kiosk) {
        cli->ignored = option->name;
        return true;
    }
    if (!cli->kiosk && option->kiosk_only) {
        name_option(option, name);
        return wrong(_("只能和 --kiosk 一起用"), name);
    }
    return (option->mode == CLI_READ || set_mode(cli, option)) && take_value(cli, index, optarg);
}

static bool is_path(const char *argument)
{
    return strcmp(argument, STANDARD_INPUT) == 0 || access(argument, F_OK) == 0 ||
           article_is_name(argument, NULL);
}

/* Takes a folder or a file and, for --dump, an article's id. A single operand of --dump is the id
 * if it is not a path; of two, the first is the id, unless it alone is a path. */
static bool take_operands(struct cli *cli, int count, char **operands)
{
    int most = cli->mode == CLI_DUMP ? 2 : 1;

    if (count > most)
        return wrong(_("多余的参数"), operands[most]);
    if (count == 2) {
        bool first_is_path = is_path(operands[0]) && !is_path(operands[1]);

        cli->id = operands[first_is_path ? 1 : 0];
        cli->path = operands[first_is_path ? 0 : 1];
    } else if (count == 1 && cli->mode == CLI_DUMP && !is_path(operands[0])) {
        cli->id = operands[0];
    } else if (count == 1) {
        cli->path = operands[0];
    }
    if (cli->path && strcmp(cli->path, STANDARD_INPUT) == 0 &&
        (cli->kiosk || cli->mode == CLI_INDEX))
        return wrong(_("--kiosk 和 --index 不读标准输入"), STANDARD_INPUT);
    return true;
}

void cli_preparse(struct cli *cli, int argc, char **argv)
{
    enum option_index index;

    *cli = (struct cli){0};
    while ((index = next_option(argc, argv)) != OPTION_NO_MORE) {
        if (index == OPTION_KIOSK)
            cli->kiosk = true;
        else if (index == OPTION_JSON)
            cli->json = true;
        else if (index == OPTION_LANG)
            cli->lang = optarg;
        else if (index == OPTION_CONFIG)
            cli->config = optarg;
        else if (index == OPTION_LINEAR)
            cli->mode = CLI_LINEAR;
    }
    optind = 0; /* makes getopt start over */
}

bool cli_parse(struct cli *cli, int argc, char **argv)
{
    struct cli glance;
    enum option_index index;

    cli_preparse(&glance, argc, argv);
    *cli = (struct cli){.mode = CLI_READ, .kiosk = glance.kiosk, .json = glance.json};
    while ((index = next_option(argc, argv)) != OPTION_NO_MORE) {
        if (!take_option(cli, index, argv))
            return false;
        if (cli_ends_at_once(cli->mode))
            return true;
    }
    if (cli->keys && cli->mode != CLI_FRAME)
        return wrong(_("--keys 只能和 --frame 一起用"), cli->keys);
    if (cli->json && cli->mode != CLI_LIST && cli->mode != CLI_SEARCH && cli->mode != CLI_CHECK &&
        cli->mode != CLI_PRINT_CONFIG)
        return wrong(_("只能和 --list、--search、--check、--print-config 一起用"), "--json");
    if (cli->state && (!cli->json || (cli->mode != CLI_LIST && cli->mode != CLI_SEARCH)))
        return wrong(_("只能和 --list --json、--search --json 一起用"), "--state");
    return take_operands(cli, argc - optind, argv + optind);
}
