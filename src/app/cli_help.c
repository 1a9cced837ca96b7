#include "app/cli.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "search/query.h"
#include "text/grapheme.h"

#include <stdio.h>

/* Prints the option and its value's name, and beside them the lines of its help. */
static void print_help(const struct cli_option *option)
{
    enum { HELP_COL = 23 };
    struct buffer text = {0};

    buffer_add_text(&text, "  ");
    if (option->letter)
        buffer_addf(&text, "-%c, ", option->letter);
    buffer_addf(&text, "--%s", option->name);
    if (option->value || option->operand)
        buffer_addf(&text, " %s", _(option->value ? option->value : option->operand));
    do
        buffer_add_char(&text, ' ');
    while (text_cols(buffer_str(&text), false) < HELP_COL);
    for (const char *help = _(option->help); *help; help++) {
        buffer_add_char(&text, *help);
        if (*help == '\n')
            buffer_addf(&text, "%*s", HELP_COL, "");
    }
    puts(buffer_c_str(&text));
    buffer_free(&text);
}

void cli_help(void)
{
    fputs(_("用法：kanbao [选项] [文件夹 | 文件.md | -]\n"
            "在终端里读社区公报。不给文件夹时读已安装的内容，没有就读 ./content。\n"
            "- 是标准输入里的一篇文章。\n"),
          stdout);
    putchar('\n');
    for (size_t i = 0; cli_option_at(i); i++) {
        if (cli_option_at(i)->help)
            print_help(cli_option_at(i));
    }
    putchar('\n');
    puts(query_help());
    fputs(_("返回值：0 正常，1 有错或没有找到，2 用法不对。进入后按 ? 看按键。\n"), stdout);
}
