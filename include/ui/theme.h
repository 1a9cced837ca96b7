#ifndef UI_THEME_H
#define UI_THEME_H

/* The colour schemes: the terminal's own colours, dark on light, light on dark, high contrast, no
 * colours, and the user's own. */
enum theme {
    THEME_DEFAULT,
    THEME_LIGHT,
    THEME_DARK,
    THEME_CONTRAST,
    THEME_MONO,
    THEME_OWN,
    THEME_COUNT
};

/* Returns a theme's name for the user, translated: 浅色. */
const char *theme_name(enum theme theme);

/* Returns a theme's name in the configuration and the state ("light"), or the theme of such a name,
 * THEME_COUNT if there is none. */
const char *theme_id(enum theme theme);
enum theme theme_of_id(const char *id);

#endif
