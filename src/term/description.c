#include "description.h"

#include "capability.h"
#include "restore.h"
#include "term/input.h"
#include "ui/panes.h"

#include <string.h>
#include <unistd.h>

#include <term.h>

/* The description of a terminal that is like xterm is often missing on a machine that one logs in
 * to. */
const char *description_similar(const char *name, bool guess)
{
    static const char *const BEGINNINGS[] = {
        "xterm", "foot", "alacritty", "wezterm", "contour", "kitty", "ghostty",
        "rio",   "vte",  "gnome",     "konsole", "mintty",  "iterm"};

    for (size_t i = 0; i < sizeof(BEGINNINGS) / sizeof(*BEGINNINGS); i++)
        if (strncmp(name, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
            return "xterm-256color";
    return guess ? "xterm" : NULL;
}

/* Appends a capability's text, unless it is NULL. */
static void add_without_pauses(struct buffer *out, const char *text)
{
    while (text && *text) {
        const char *pause = strstr(text, "$<"), *end = pause ? strchr(pause, '>') : NULL;

        buffer_add(out, text, end ? (size_t)(pause - text) : strlen(text));
        text = end ? end + 1 : NULL;
    }
}

void description_add(struct buffer *out, const char *name)
{
    add_without_pauses(out, capability(name));
}

/* Output may end anywhere: CAN cancels a sequence of which the terminal has only the beginning. */
void description_guard(bool mouse)
{
    const char *cup = capability("cup");
    struct buffer out = {0};

    buffer_add_text(&out, "\030\033]8;;\033\\");
    input_write_ends(&out, mouse);
    description_add(&out, "sgr0");
    description_add(&out, "rmkx");
    /* A terminal without another screen to leave goes on below this one. */
    add_without_pauses(&out, cup ? tiparm(cup, SCREEN_MOST_LINES, 0) : NULL);
    description_add(&out, "rmcup");
    /* Some terminals keep the cursor's visibility for each screen. */
    description_add(&out, "cnorm");
    restore_prepare(buffer_str(&out));
    buffer_free(&out);
}

void description_prepare(const char *name, bool guess)
{
    const char *similar = description_similar(name, guess);
    int error;

    if (setupterm(name, STDOUT_FILENO, &error) != OK &&
        (!similar || setupterm(similar, STDOUT_FILENO, &error) != OK))
        return;
    if (capability("cup"))
        description_guard(true);
    del_curterm(cur_term);
}
