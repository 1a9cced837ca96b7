#ifndef APP_LANGUAGE_H
#define APP_LANGUAGE_H

#include "config/config.h"

#include <stdbool.h>

/* Sets the locale: what depends on it, and no more, because each part is a file to be read.
 * Replaces a charset that is not UTF-8 by C.UTF-8, since any other draws garbage. Returns false if
 * another charset was meant: the name of a locale that is not installed may say UTF-8. */
bool language_set_locale(void);

/* Reads the configuration and sets the language of the interface: that of --lang, else of the
 * configuration, else English on the Linux console but for --linear, else of the locale; Chinese
 * for the C locale. To be called before any message. Looks for the catalogue relative to the
 * program's folder, in
 * ../share/locale, then in locale; without a catalogue the interface is Chinese. Returns false, and
 * the built-in settings, if the configuration has to be read again because it has faults, which are
 * to be reported in that language, or cannot be read twice. The caller frees *config. */
bool language_init(int argc, char **argv, const char *system_config, struct config *config);

#endif
