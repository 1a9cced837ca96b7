#include "app/cli.h"

#include "base/i18n.h"
#include "base/number.h"
#include "config/config_keys.h"
#include "content/article.h"
#include "kiosk/kiosk.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_COLS = 10000, MOST_LINES = 10000 };

enum option_code {
    OPTION_DUMP = 256,
    OPTION_LINEAR,
    OPTION_WIDTH,
    OPTION_PAGE_ROWS,
    OPTION_LIST,
    OPTION_SEARCH,
    OPTION_CHECK,
    OPTION_FRAME,
    OPTION_KEYS,
    OPTION_CONFIG,
    OPTION_AMBIGUOUS,
    OPTION_LANG,
    OPTION_ALL,
    OPTION_DRAFTS,
    OPTION_PRINT_CONFIG,
    OPTION_KIOSK,
    OPTION_SSH,
    OPTION_TEXT_SIZE,
    OPTION_CLOCK,
    OPTION_VERSION,
    OPTION_HELP
};

static const struct option OPTIONS[] = {
    {"dump", no_argument, NULL, OPTION_DUMP},
    {"linear", no_argument, NULL, OPTION_LINEAR},
    {"width", required_argument, NULL, OPTION_WIDTH},
    {"page-rows", required_argument, NULL, OPTION_PAGE_ROWS},
    {"list", no_argument, NULL, OPTION_LIST},
    {"search", required_argument, NULL, OPTION_SEARCH},
    {"check", no_argument, NULL, OPTION_CHECK},
    {"frame", required_argument, NULL, OPTION_FRAME},
    {"keys", required_argument, NULL, OPTION_KEYS},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"ambiguous", required_argument, NULL, OPTION_AMBIGUOUS},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"all", no_argument, NULL, OPTION_ALL},
    {"drafts", no_argument, NULL, OPTION_DRAFTS},
    {"print-config", no_argument, NULL, OPTION_PRINT_CONFIG},
    {"kiosk", no_argument, NULL, OPTION_KIOSK},
    {"ssh", no_argument, NULL, OPTION_SSH},
    {"text-size", required_argument, NULL, OPTION_TEXT_SIZE},
    {"clock", required_argument, NULL, OPTION_CLOCK},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static bool wrong(const char *what, const char *argument)
{
    fprintf(stderr, "kanbao: %s: %s%s\n", argument, what, _("；用 kanbao --help 看用法"));
    return false;
}

/* A whole number from 1 to `most` at the beginning of `text`; *end is what follows it. */
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

    return (parse_count(text, MOST_COLS, &cli->width_cols, &end) && !*end) ||
           wrong(_("--width 要一个 1 到 10000 的列数"), text);
}

static bool parse_page_rows(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, MOST_LINES, &cli->page_lines, &end) && !*end) ||
           wrong(_("--page-rows 要一个 1 到 10000 的行数"), text);
}

static bool parse_frame(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, MOST_COLS, &cli->frame_cols, &end) && *end == 'x' &&
            parse_count(end + 1, MOST_LINES, &cli->frame_lines, &end) && !*end) ||
           wrong(_("--frame 要“列x行”，例如 80x24"), text);
}

static bool parse_text_size(struct cli *cli, const char *text)
{
    const char *end;

    return (parse_count(text, KIOSK_MOST_TEXT_SIZE, &cli->text_size, &end) && !*end) ||
           wrong(_("--text-size 要 1、2 或 3"), text);
}

/* A value of a key of the configuration; `complaint` goes before what it may be. */
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

static bool set_order(struct cli *cli, enum order order, const char *argument)
{
    if (cli->order != ORDER_READ && cli->order != order)
        return wrong(_("不能同时要求两件事"), argument);
    cli->order = order;
    return true;
}

/* Of several short options in one argument, getopt names the letter only. */
static bool unknown_option(const char *argument)
{
    char option[] = {'-', (char)optopt, '\0'};

    return wrong(_("没有这个选项"), optopt > 0 && optopt < OPTION_DUMP ? option : argument);
}

static const char *name_of(int code)
{
    const struct option *option = OPTIONS;

    while (option->val != code)
        option++;
    return option->name;
}

/* What is named here is there for a kiosk; help and the version end the program at once. */
static bool is_for_kiosk(int code)
{
    switch (code) {
    case OPTION_KIOSK:
    case OPTION_SSH:
    case OPTION_TEXT_SIZE:
    case OPTION_CLOCK:
    case OPTION_CONFIG:
    case OPTION_AMBIGUOUS:
    case OPTION_LANG:
    case OPTION_VERSION:
    case OPTION_HELP:
    case ':':
    case '?':
        return true;
    default:
        return false;
    }
}

static bool take_option(struct cli *cli, int code, char **argv)
{
    const char *argument = optind > 1 ? argv[optind - 1] : "";

    if (cli->kiosk && !is_for_kiosk(code)) {
        cli->ignored = name_of(code);
        return true;
    }
    switch (code) {
    case OPTION_DUMP:
        return set_order(cli, ORDER_DUMP, argument);
    case OPTION_LINEAR:
        return set_order(cli, ORDER_LINEAR, argument);
    case OPTION_WIDTH:
        return parse_width(cli, optarg);
    case OPTION_PAGE_ROWS:
        return parse_page_rows(cli, optarg);
    case OPTION_LIST:
        return set_order(cli, ORDER_LIST, argument);
    case OPTION_SEARCH:
        cli->words = optarg;
        return set_order(cli, ORDER_SEARCH, "--search");
    case OPTION_CHECK:
        return set_order(cli, ORDER_CHECK, argument);
    case OPTION_FRAME:
        return set_order(cli, ORDER_FRAME, "--frame") && parse_frame(cli, optarg);
    case OPTION_KEYS:
        cli->keys = optarg;
        return true;
    case OPTION_CONFIG:
        cli->config = optarg;
        return true;
    case OPTION_AMBIGUOUS:
        cli->ambiguous = optarg;
        return parse_value("text", "ambiguous", optarg, _("--ambiguous 只能是 "));
    case OPTION_LANG:
        cli->lang = optarg;
        return parse_value("screen", "lang", optarg, _("--lang 只能是 "));
    case OPTION_ALL:
        cli->all = true;
        return true;
    case OPTION_DRAFTS:
        cli->drafts = true;
        return true;
    case OPTION_PRINT_CONFIG:
        return set_order(cli, ORDER_PRINT_CONFIG, argument);
    case OPTION_KIOSK:
        return true; /* known from the glance */
    case OPTION_SSH:
        cli->ssh = true;
        return true;
    case OPTION_TEXT_SIZE:
        return parse_text_size(cli, optarg);
    case OPTION_CLOCK:
        cli->clock = optarg;
        return true;
    case OPTION_VERSION:
        cli->order = ORDER_VERSION;
        return true;
    case OPTION_HELP:
        cli->order = ORDER_HELP;
        return true;
    case ':':
        return wrong(_("这个选项后面要有值"), argument);
    default:
        return unknown_option(argument);
    }
}

static bool is_path(const char *argument)
{
    return access(argument, F_OK) == 0 || article_is_name(argument, NULL);
}

/* --dump takes an article's id, and any order a folder or a file: the id is what is no path, or, of
 * two, the first. */
static bool take_operands(struct cli *cli, int count, char **operands)
{
    int most = cli->order == ORDER_DUMP ? 2 : 1;

    if (count > most)
        return wrong(_("多余的参数"), operands[most]);
    if (count == 2) {
        bool first_is_path = is_path(operands[0]) && !is_path(operands[1]);

        cli->id = operands[first_is_path ? 1 : 0];
        cli->path = operands[first_is_path ? 0 : 1];
    } else if (count == 1 && cli->order == ORDER_DUMP && !is_path(operands[0])) {
        cli->id = operands[0];
    } else if (count == 1) {
        cli->path = operands[0];
    }
    return true;
}

void cli_glance(struct cli *cli, int argc, char **argv)
{
    int code;

    *cli = (struct cli){0};
    opterr = 0;
    while ((code = getopt_long(argc, argv, ":", OPTIONS, NULL)) != -1) {
        if (code == OPTION_KIOSK)
            cli->kiosk = true;
        else if (code == OPTION_LANG)
            cli->lang = optarg;
        else if (code == OPTION_CONFIG)
            cli->config = optarg;
    }
    optind = 0; /* getopt begins anew */
}

bool cli_parse(struct cli *cli, int argc, char **argv)
{
    struct cli glance;
    int code;

    cli_glance(&glance, argc, argv);
    *cli = (struct cli){.order = ORDER_READ, .kiosk = glance.kiosk};
    opterr = 0;
    while ((code = getopt_long(argc, argv, ":", OPTIONS, NULL)) != -1) {
        if (!take_option(cli, code, argv))
            return false;
        if (cli->order == ORDER_VERSION || cli->order == ORDER_HELP)
            return true;
    }
    if (cli->keys && cli->order != ORDER_FRAME)
        return wrong(_("--keys 只能和 --frame 一起用"), cli->keys);
    if ((cli->ssh || cli->text_size || cli->clock) && !cli->kiosk)
        return wrong(_("只能和 --kiosk 一起用"), cli->ssh         ? "--ssh"
                                                 : cli->text_size ? "--text-size"
                                                                  : "--clock");
    return take_operands(cli, argc - optind, argv + optind);
}

void cli_help(void)
{
    fputs(_("用法：kanbao [选项] [文件夹 | 文件.md]\n"
            "在终端里读社区公报。不给文件夹时读已安装的内容，没有就读 ./content。\n"
            "\n"
            "  --linear             逐行对话，供读屏软件和点显器用：不画方框，不重画，按编号选\n"
            "  --dump [文章编号]    把全部文章（或一篇）排好版输出\n"
            "  --width 列数         --dump 的宽度（默认：终端的宽度，否则 80），--linear 的宽度\n"
            "                       （默认：终端的宽度，否则不折行）\n"
            "  --page-rows 行数     --dump 分页，每页这么多行，小标题不落在页末\n"
            "  --list               每篇一行：编号、地区、主题、地点、日期、标题，以制表符分隔\n"
            "  --search 词          搜索，最相关的在前：编号、标题、上下文\n"
            "  --check              检查全部内容，输出 文件:行:列: 级别: 说明；有错则返回 1\n"
            "  --frame 列x行        把屏幕按文本输出，--keys '键' 先按这些键（<Down> <Enter> "
            "<C-f>…）\n"
            "  --config 文件        用这个配置文件\n"
            "  --ambiguous 值       “ — … · ① × "
            "等歧义宽度字符占几列：auto（问终端）、narrow（一列）、"
            "wide（两列）\n"
            "  --lang 值            界面语言：zh_CN、en，或 auto（随语言环境）\n"
            "  --all                过期的也在内；--list 末尾多一列：pinned、draft、expired\n"
            "  --drafts             草稿也在内\n"
            "  --kiosk              公共机器上的自助阅读：不能退出，不留痕迹；--ssh 时可以退出；\n"
            "                       只另认 --config、--lang、--ambiguous，启动脚本的 --text-size 1 "
            "到 3，\n"
            "                       测试用的 --clock 时间*倍数\n"
            "  --print-config       输出现在的全部设置和按键，各项注明来自哪里\n"
            "  --version, --help    版本；本说明\n"
            "\n"
            "返回值：0 正常，1 有错或没有找到，2 用法不对。进入后按 ? 看按键。\n"),
          stdout);
}
