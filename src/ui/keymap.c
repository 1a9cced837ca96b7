#include "ui/keymap.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "text/clean.h"
#include "text/utf8.h"

static const struct keymap_entry KEYMAP[] = {
    {ACTION_LINE_DOWN, "line-down", {RK_DOWN, 'j'}, N_("下一行"), NULL, 0},
    {ACTION_LINE_UP, "line-up", {RK_UP, 'k'}, N_("上一行"), NULL, 0},
    {ACTION_PAGE_DOWN,
     "page-down",
     {' ', RK_PAGE_DOWN, RK_CTRL('f')},
     N_("下一页；到文末再按一次读下一篇"),
     N_("翻页"),
     8},
    {ACTION_PAGE_UP, "page-up", {'b', RK_PAGE_UP, RK_CTRL('b')}, N_("上一页"), NULL, 0},
    {ACTION_HALF_DOWN, "half-page-down", {'d', RK_CTRL('d')}, N_("下半页"), NULL, 0},
    {ACTION_HALF_UP, "half-page-up", {'u', RK_CTRL('u')}, N_("上半页"), NULL, 0},
    {ACTION_TOP, "top", {'g', RK_HOME}, N_("到开头"), NULL, 0},
    {ACTION_BOTTOM, "bottom", {'G', RK_END}, N_("到末尾"), NULL, 0},
    {ACTION_OPEN, "open", {RK_ENTER}, N_("打开文章；展开或收起一组"), N_("打开"), 10},
    {ACTION_RIGHT, "right", {RK_RIGHT, 'l'}, N_("打开；展开一组"), NULL, 0},
    {ACTION_LEFT, "left", {RK_LEFT, 'h'}, N_("返回；收起一组"), NULL, 0},
    {ACTION_BACK, "back", {RK_ESCAPE, RK_BACKSPACE}, N_("返回"), N_("返回"), 9},
    {ACTION_OTHER_PANE, "other-pane", {RK_TAB, RK_BACK_TAB}, N_("换到另一栏"), NULL, 0},
    {ACTION_NEXT_ARTICLE, "next-article", {']', 'J'}, N_("下一篇"), N_("下一篇"), 5},
    {ACTION_PREVIOUS_ARTICLE, "previous-article", {'[', 'K'}, N_("上一篇"), N_("上一篇"), 1},
    {ACTION_NEXT, "next-unread", {'n'}, N_("下一篇未读；查找时到下一处"), N_("未读"), 3},
    {ACTION_PREVIOUS_MATCH, "previous-match", {'N'}, N_("查找时到上一处"), NULL, 0},
    {ACTION_PREVIOUS_UNREAD, "previous-unread", {'p'}, N_("上一篇未读"), NULL, 0},
    {ACTION_SEARCH, "search", {'/'}, N_("在全部文章里搜索"), N_("搜索"), 7},
    {ACTION_FIND, "find", {'f'}, N_("在本文里查找"), NULL, 0},
    {ACTION_BOOKMARK, "bookmark", {'m'}, N_("加上或去掉书签"), N_("书签"), 4},
    {ACTION_BOOKMARKS, "bookmarks", {'\''}, N_("书签列表"), NULL, 0},
    {ACTION_COPY, "copy", {'y'}, N_("复制文章的链接或编号；在链接列表里复制选中的"), N_("复制"), 7},
    {ACTION_HISTORY, "history", {RK_CTRL('o')}, N_("回到刚才读的文章"), NULL, 0},
    {ACTION_MARK_READ, "mark-read", {'A'}, N_("把这一组（或全部）标为读过"), NULL, 0},
    {ACTION_TOGGLE_READ, "toggle-read", {'x'}, N_("把这一篇标为读过或未读"), NULL, 0},
    {ACTION_UNDO, "undo", {'U'}, N_("撤销刚才标的（整组也行）"), NULL, 0},
    {ACTION_GROUP,
     "group",
     {'t'},
     N_("换一种分组：按地区、按主题、按地点、按作者、按期号、按月份"),
     N_("分组"),
     2},
    {ACTION_SORT, "sort", {'o'}, N_("换一种次序：按版面次序、新的在前（到最新的一篇）"), NULL, 0},
    {ACTION_DATES, "dates", {'D'}, N_("目录里显示或不显示日期"), NULL, 0},
    {ACTION_ZOOM, "zoom", {'z'}, N_("文章占满屏幕，或还原"), NULL, 0},
    {ACTION_THEME, "theme", {'T'}, N_("换一种配色"), NULL, 0},
    {ACTION_NUMBER, NULL, {0}, N_("数字：到这个编号的文章"), NULL, 0},
    {ACTION_COMMAND,
     "command",
     {':'},
     N_("输入动作的名字（按 Tab 补全）、文章编号或日期"),
     NULL,
     0},
    {ACTION_LINKS, "links", {'L'}, N_("文中的链接"), NULL, 0},
    {ACTION_WRITE, "write", {'w'}, N_("把文章照排好的样子写到文件里"), NULL, 0},
    {ACTION_FAULTS, "faults", {'E'}, N_("有错未收的文章：哪些，为什么"), N_("有错"), 4},
    {ACTION_HELP, "help", {'?', RK_F1}, N_("帮助"), N_("帮助"), 9},
    {ACTION_REDRAW, "redraw", {RK_CTRL('l')}, N_("重画屏幕"), NULL, 0},
    {ACTION_QUIT, "quit", {'q'}, N_("返回；在目录里则退出"), N_("退出"), 6},
    {ACTION_QUIT_NOW, "quit-now", {'Q', RK_CTRL('c')}, N_("立即退出"), NULL, 0},
    {ACTION_NONE, NULL, {0}, NULL, NULL, 0},
};

/* At least one action of each pair must have a key. */
static const struct need {
    enum action actions[2];
    const char *message; /* a format with the two names; translate it with _() */
} NEEDS[] = {
    {{ACTION_OPEN, ACTION_RIGHT},
     N_("%s 和 %s 都没有键，文章就打不开了；请至少给其中一个留一个键")},
    {{ACTION_BACK, ACTION_LEFT}, N_("%s 和 %s 都没有键，就回不去了；请至少给其中一个留一个键")},
    {{ACTION_QUIT, ACTION_QUIT_NOW},
     N_("%s 和 %s 都没有键，就退不出来了；请至少给其中一个留一个键")},
};

const struct keymap_entry *keymap_entries(void)
{
    return KEYMAP;
}

const reader_key *keymap_keys(const struct keymap *map, const struct keymap_entry *entry)
{
    const struct keymap_binding *binding = &map->bindings[entry->action];

    return binding->bound ? binding->keys : entry->keys;
}

/* Returns the one key that stands for all that terminals or input methods may send for it. */
static reader_key normalize_key(reader_key key)
{
    key = key_narrow(key);
    if (key == '\n')
        return RK_ENTER;
    return key == RK_CTRL('h') ? RK_BACKSPACE : key;
}

static bool has_key(const reader_key *keys, reader_key key)
{
    for (int i = 0; i < KEYMAP_KEYS && keys[i]; i++) {
        if (keys[i] == key)
            return true;
    }
    return false;
}

enum action keymap_action(const struct keymap *map, reader_key key)
{
    key = normalize_key(key);
    if (ascii_is_digit(key))
        return ACTION_NUMBER;
    for (const struct keymap_entry *entry = KEYMAP; entry->action != ACTION_NONE; entry++) {
        if (has_key(keymap_keys(map, entry), key))
            return entry->action;
    }
    return ACTION_NONE;
}

static const struct keymap_entry *entry_of(enum action action)
{
    const struct keymap_entry *entry = KEYMAP;

    while (entry->action != action)
        entry++;
    return entry;
}

bool keymap_write_key(const struct keymap *map, enum action action, struct buffer *out)
{
    reader_key key = keymap_keys(map, entry_of(action))[0];

    if (key)
        key_write(out, key);
    return key != 0;
}

static const struct keymap_entry *entry_called(struct str name)
{
    for (const struct keymap_entry *entry = KEYMAP; entry->action != ACTION_NONE; entry++) {
        if (entry->name && str_eq(str_of(entry->name), name))
            return entry;
    }
    return NULL;
}

static void warn_of_action(const struct keymap_line *line, struct diags *diags)
{
    struct buffer quoted = {0}, known = {0};

    diag_quote(line->name, &quoted);
    for (const struct keymap_entry *entry = KEYMAP; entry->action != ACTION_NONE; entry++) {
        if (entry->name)
            buffer_addf(&known, "%s%s", known.bytes ? _("、") : "", entry->name);
    }
    diag_add(diags, DIAG_WARNING, line->path, line->line, 0,
             _("[keys] 里没有“%s”这个动作；有的是：%s"), buffer_c_str(&quoted),
             buffer_c_str(&known));
    buffer_free(&quoted);
    buffer_free(&known);
}

/* Returns whether a key can be written for people: it has a name, or is a clean character. */
static bool is_writable(reader_key key)
{
    struct buffer spelled = {0};
    bool is_clean;

    key_spell(&spelled, key);
    is_clean = text_clean_prefix(spelled.data, spelled.bytes, 0) == spelled.bytes;
    buffer_free(&spelled);
    return is_clean;
}

/* Reads the key that a word names. Returns NULL, or, if it cannot be bound, a message: a format for
 * the action's name and the word. */
static const char *read_key(struct str word, reader_key *key)
{
    if (key_parse(word, key) != word.bytes || !*key ||
        utf8_valid_prefix(word.p, word.bytes) != word.bytes || !is_writable(*key))
        return _("[keys] 的 %s：“%s”不是一个键；键写作 j、<Space>、<C-f> 这样，几个键之间空一格；"
                 "沿用默认的键");
    *key = normalize_key(*key);
    if (ascii_is_digit(*key))
        return _("[keys] 的 %s：“%s”是数字，数字用来输入文章编号；沿用默认的键");
    if (*key == RK_CTRL('z'))
        return _("[keys] 的 %s：“%s”总是用来挂起；沿用默认的键");
    return NULL;
}

/* Returns as read_key() does; *word is the last word looked at. */
static const char *read_keys(struct str text, reader_key keys[KEYMAP_KEYS], struct str *word)
{
    int count = 0;

    while ((*word = str_take_word(&text)).bytes) {
        reader_key key;
        const char *wrong = read_key(*word, &key);

        if (wrong)
            return wrong;
        if (has_key(keys, key))
            continue;
        if (count == KEYMAP_KEYS)
            return _("[keys] 的 %s：键太多，从“%s”起放不下；沿用默认的键");
        keys[count++] = key;
    }
    return NULL;
}

bool keymap_bind(struct keymap *map, const struct keymap_line *line, struct diags *diags)
{
    const struct keymap_entry *entry = entry_called(line->name);
    struct keymap_binding binding = {.bound = true, .line = line->line};
    struct buffer quoted = {0};
    struct str word;
    const char *wrong;

    if (!entry) {
        warn_of_action(line, diags);
        return false;
    }
    wrong = read_keys(line->keys, binding.keys, &word);
    if (!wrong) {
        map->bindings[entry->action] = binding;
        return true;
    }
    diag_quote(word, &quoted);
    diag_add(diags, DIAG_WARNING, line->path, line->line, 0, wrong, entry->name,
             buffer_c_str(&quoted));
    buffer_free(&quoted);
    return false;
}

/* Adds an error for a key of two actions. At least one of the two was bound to it; the other may
 * have it by default. */
static void add_conflict(const struct keymap *map, reader_key key, const struct keymap_entry *one,
                         const struct keymap_entry *other, const char *path, struct diags *diags)
{
    size_t line = map->bindings[one->action].line, other_line = map->bindings[other->action].line;
    struct buffer name = {0};

    if (line < other_line) { /* the line of a default is 0 */
        add_conflict(map, key, other, one, path, diags);
        return;
    }
    key_write(&name, key);
    if (map->bindings[other->action].bound)
        diag_add(diags, DIAG_ERROR, path, line, 0,
                 _("%s 键给了 %s，第 %zu 行又给了 %s；一个键只能有一个动作，请改掉一处"),
                 buffer_c_str(&name), one->name, other_line, other->name);
    else
        diag_add(diags, DIAG_ERROR, path, line, 0,
                 _("%s 键给了 %s，但它是 %s 的默认键；请换一个键，或者在 [keys] 里给 %s 别的键"),
                 buffer_c_str(&name), one->name, other->name, other->name);
    buffer_free(&name);
}

static bool check_conflicts(const struct keymap *map, const char *path, struct diags *diags)
{
    bool sound = true;

    for (const struct keymap_entry *one = KEYMAP; one->action != ACTION_NONE; one++) {
        const reader_key *keys = keymap_keys(map, one);

        for (const struct keymap_entry *other = one + 1; other->action != ACTION_NONE; other++) {
            for (int i = 0; i < KEYMAP_KEYS && keys[i]; i++) {
                if (!has_key(keymap_keys(map, other), keys[i]))
                    continue;
                add_conflict(map, keys[i], one, other, path, diags);
                sound = false;
            }
        }
    }
    return sound;
}

static bool check_needs(const struct keymap *map, const char *path, struct diags *diags)
{
    bool sound = true;

    for (size_t i = 0; i < sizeof(NEEDS) / sizeof(NEEDS[0]); i++) {
        const struct keymap_entry *one = entry_of(NEEDS[i].actions[0]);
        const struct keymap_entry *other = entry_of(NEEDS[i].actions[1]);
        size_t line = map->bindings[one->action].line;

        if (keymap_keys(map, one)[0] || keymap_keys(map, other)[0])
            continue;
        if (line < map->bindings[other->action].line)
            line = map->bindings[other->action].line;
        diag_add(diags, DIAG_ERROR, path, line, 0, _(NEEDS[i].message), one->name, other->name);
        sound = false;
    }
    return sound;
}

bool keymap_check(const struct keymap *map, const char *path, struct diags *diags)
{
    bool no_conflicts = check_conflicts(map, path, diags);

    return check_needs(map, path, diags) && no_conflicts;
}
