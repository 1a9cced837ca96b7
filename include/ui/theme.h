#ifndef UI_THEME_H
#define UI_THEME_H

/* The colour schemes: the terminal's own colours, dark on light, light on dark, high contrast, ink
 * on warm paper, no colours, the user's own, and light or dark as the terminal's ground is. */
enum theme {
    THEME_DEFAULT,
    THEME_LIGHT,
    THEME_DARK,
    THEME_CONTRAST,
    THEME_PAPER,
    THEME_MONO,
    THEME_OWN,
    THEME_AUTO,
    THEME_COUNT
};

/* The kind of thing a cell shows; the theme gives each its colours. */
enum role {
    ROLE_TEXT,
    ROLE_DIM, /* bylines, notes, summaries, rules, scroll bars */
    ROLE_TITLE,
    ROLE_KICKER,
    ROLE_HEADING,
    ROLE_LINK,
    ROLE_CODE,
    ROLE_GROUP,              /* a group's row of the tree, counts, numbers, dates */
    ROLE_SELECTED,           /* the selected row while the list has the focus */
    ROLE_SELECTED_UNFOCUSED, /* the selected row while the article has the focus */
    ROLE_UNREAD,             /* the mark before an unread title */
    ROLE_MATCH,              /* what a search found */
    ROLE_MATCH_CURRENT,      /* the current match, which n and N move */
    ROLE_BAR,                /* the title bar and the hint bar */
    ROLE_KEY,                /* a key's name in the hint bar and in help */
    ROLE_MESSAGE,
    ROLE_QR_LIGHT, /* a QR code: its ground, and its dark parts drawn on that; */
    ROLE_QR_DARK,  /* cells that are dark as a whole */
    ROLE_ACCENT,   /* a kiosk's numbers, heavy rules, and the frame of its focus */
    ROLE_COUNT
};

/* Two colours of THEME_PAPER, as 0xrrggbb: the accent, if no other is set, and the darkest ground
 * that the accent stands on. */
enum { THEME_ACCENT_RGB = 0x8C1C13, THEME_TINT_RGB = 0xEADFC6 };

/* Returns a theme's name for the user, translated: 浅色. */
const char *theme_name(enum theme theme);

/* Returns a theme's name in the configuration and the state ("light"), or the theme of such a name,
 * THEME_COUNT if there is none. */
const char *theme_id(enum theme theme);
enum theme theme_of_id(const char *id);

#endif
