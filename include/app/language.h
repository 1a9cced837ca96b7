#ifndef APP_LANGUAGE_H
#define APP_LANGUAGE_H

/* Sets the language of the interface: that of --lang, else of the configuration, else of the
 * locale; Chinese for the C locale. To be called before any message. Looks for the catalogue
 * relative to the program's folder, in ../share/locale, then in locale; without a catalogue the
 * interface is Chinese. */
void language_init(int argc, char **argv, const char *system_config);

#endif
