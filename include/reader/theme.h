#ifndef READER_THEME_H
#define READER_THEME_H

/* The colour schemes: one that keeps the terminal's own colours, a dark ink on a light ground, a
 * light one on a dark ground, one of the highest contrast, and one without colours. */
enum theme { THEME_DEFAULT, THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME_MONO, THEME_COUNT };

/* A theme's name for a person, translated: 浅色. */
const char *theme_name(enum theme theme);

#endif
