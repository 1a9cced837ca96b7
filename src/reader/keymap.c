#include "reader/keymap.h"

#include "base/i18n.h"

static const struct keymap_entry KEYMAP[] = {
    {ACTION_LINE_DOWN, {RK_DOWN, 'j'}, N_("下一行"), NULL, 0},
    {ACTION_LINE_UP, {RK_UP, 'k'}, N_("上一行"), NULL, 0},
    {ACTION_PAGE_DOWN,
     {' ', RK_PAGE_DOWN, RK_CTRL('f')},
     N_("下一页；到文末再按一次读下一篇"),
     N_("翻页"),
     8},
    {ACTION_PAGE_UP, {'b', RK_PAGE_UP, RK_CTRL('b')}, N_("上一页"), NULL, 0},
    {ACTION_HALF_DOWN, {'d', RK_CTRL('d')}, N_("下半页"), NULL, 0},
    {ACTION_HALF_UP, {'u', RK_CTRL('u')}, N_("上半页"), NULL, 0},
    {ACTION_TOP, {'g', RK_HOME}, N_("到开头"), NULL, 0},
    {ACTION_BOTTOM, {'G', RK_END}, N_("到末尾"), NULL, 0},
    {ACTION_OPEN, {RK_ENTER}, N_("打开文章；展开或收起一组"), N_("打开"), 10},
    {ACTION_RIGHT, {RK_RIGHT, 'l'}, N_("打开；展开一组"), NULL, 0},
    {ACTION_LEFT, {RK_LEFT, 'h'}, N_("返回；收起一组"), NULL, 0},
    {ACTION_BACK, {RK_ESCAPE, RK_BACKSPACE}, N_("返回"), N_("返回"), 9},
    {ACTION_OTHER_PANE, {RK_TAB, RK_BACK_TAB}, N_("换到另一栏"), NULL, 0},
    {ACTION_NEXT_ARTICLE, {']', 'J'}, N_("下一篇"), N_("下一篇"), 5},
    {ACTION_PREVIOUS_ARTICLE, {'[', 'K'}, N_("上一篇"), N_("上一篇"), 1},
    {ACTION_NEXT, {'n'}, N_("下一篇未读；查找时到下一处"), N_("未读"), 3},
    {ACTION_PREVIOUS_MATCH, {'N'}, N_("查找时到上一处"), NULL, 0},
    {ACTION_SEARCH, {'/'}, N_("在全部文章里搜索"), N_("搜索"), 7},
    {ACTION_FIND, {'f'}, N_("在本文里查找"), NULL, 0},
    {ACTION_BOOKMARK, {'m'}, N_("加上或去掉书签"), N_("书签"), 4},
    {ACTION_BOOKMARKS, {'\''}, N_("书签列表"), NULL, 0},
    {ACTION_COPY, {'y'}, N_("复制文章的链接或编号"), NULL, 0},
    {ACTION_HISTORY, {RK_CTRL('o')}, N_("回到刚才读的文章"), NULL, 0},
    {ACTION_MARK_READ, {'A'}, N_("把这一组（或全部）标为读过"), NULL, 0},
    {ACTION_GROUP, {'t'}, N_("换一种分组：按地区、按主题、按地点、按作者、按期号"), N_("分组"), 2},
    {ACTION_SORT, {'o'}, N_("换一种次序：按版面次序、新的在前"), NULL, 0},
    {ACTION_ZOOM, {'z'}, N_("文章占满屏幕，或还原"), NULL, 0},
    {ACTION_THEME, {'T'}, N_("换一种配色"), NULL, 0},
    {ACTION_NUMBER, {0}, N_("数字：到这个编号的文章"), NULL, 0},
    {ACTION_HELP, {'?', RK_F1}, N_("帮助"), N_("帮助"), 9},
    {ACTION_REDRAW, {RK_CTRL('l')}, N_("重画屏幕"), NULL, 0},
    {ACTION_QUIT, {'q'}, N_("返回；在目录里则退出"), N_("退出"), 6},
    {ACTION_QUIT_NOW, {'Q', RK_CTRL('c')}, N_("立即退出"), NULL, 0},
    {ACTION_NONE, {0}, NULL, NULL, 0},
};

const struct keymap_entry *keymap(void)
{
    return KEYMAP;
}

enum action keymap_action(reader_key key)
{
    key = key_narrow(key);
    if (key >= '0' && key <= '9')
        return ACTION_NUMBER;
    if (key == '\n')
        key = RK_ENTER;
    if (key == RK_CTRL('h'))
        key = RK_BACKSPACE;
    for (const struct keymap_entry *entry = KEYMAP; key && entry->action != ACTION_NONE; entry++)
        for (int i = 0; i < KEYMAP_KEYS; i++)
            if (entry->keys[i] == key)
                return entry->action;
    return ACTION_NONE;
}
