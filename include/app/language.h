#ifndef APP_LANGUAGE_H
#define APP_LANGUAGE_H

#include "config/config.h"

#include <stdbool.h>

/* Reads the configuration and sets the language of the interface: that of --lang, else of the
 * configuration, else of the locale; Chinese for the C locale. To be called before any message.
 * Looks for the catalogue relative to the program's folder, in ../share/locale, then in locale;
 * without a catalogue the interface is Chinese. Returns false, and the built-in settings, if the
 * configuration has to be read again because it has faults, which are to be reported in that
 * language, or cannot be read twice. The caller frees *config. */
bool language_init(int argc, char **argv, const char *system_config, struct config *config);

#endif
