#include "ui/theme.h"

#include "base/i18n.h"

#include <string.h>

const char *theme_name(enum theme theme)
{
    static const char *const NAMES[THEME_COUNT] = {
        [THEME_DEFAULT] = N_("随终端"), [THEME_LIGHT] = N_("浅色"),
        [THEME_DARK] = N_("深色"),      [THEME_CONTRAST] = N_("高对比"),
        [THEME_PAPER] = N_("纸色"),     [THEME_MONO] = N_("黑白"),
        [THEME_OWN] = N_("自定"),       [THEME_AUTO] = N_("随终端的明暗")};

    return _(NAMES[theme]);
}

static const char *const IDS[THEME_COUNT] = {
    [THEME_DEFAULT] = "default",   [THEME_LIGHT] = "light", [THEME_DARK] = "dark",
    [THEME_CONTRAST] = "contrast", [THEME_PAPER] = "paper", [THEME_MONO] = "mono",
    [THEME_OWN] = "own",           [THEME_AUTO] = "auto"};

const char *theme_id(enum theme theme)
{
    return IDS[theme];
}

enum theme theme_of_id(const char *id)
{
    for (int theme = 0; theme < THEME_COUNT; theme++)
        if (strcmp(IDS[theme], id) == 0)
            return (enum theme)theme;
    return THEME_COUNT;
}
