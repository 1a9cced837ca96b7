#ifndef UI_THEME_H
#define UI_THEME_H

/* The colour schemes: one that keeps the terminal's own colours, a dark ink on a light ground, a
 * light one on a dark ground, one of the highest contrast, one without colours, and the person's
 * own. */
enum theme {
    THEME_DEFAULT,
    THEME_LIGHT,
    THEME_DARK,
    THEME_CONTRAST,
    THEME_MONO,
    THEME_OWN,
    THEME_COUNT
};

/* A theme's name for a person, translated: 浅色. */
const char *theme_name(enum theme theme);

/* Its name in the configuration and in the state, "light"; and the theme of a name: THEME_COUNT
 * where it is none's. */
const char *theme_id(enum theme theme);
enum theme theme_of_id(const char *id);

#endif
