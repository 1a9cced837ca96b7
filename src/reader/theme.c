#include "reader/theme.h"

#include "base/i18n.h"

const char *theme_name(enum theme theme)
{
    static const char *const NAMES[THEME_COUNT] = {[THEME_DEFAULT] = N_("随终端"),
                                                   [THEME_LIGHT] = N_("浅色"),
                                                   [THEME_DARK] = N_("深色"),
                                                   [THEME_CONTRAST] = N_("高对比"),
                                                   [THEME_MONO] = N_("黑白")};

    return _(NAMES[theme]);
}
