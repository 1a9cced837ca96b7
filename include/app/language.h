#ifndef APP_LANGUAGE_H
#define APP_LANGUAGE_H

/* Sets the interface's language before anything is said: that of --lang, else of the configuration,
 * else of the locale; Chinese for the C locale. The catalogue is looked for beside the program: in
 * PREFIX/share/locale, whatever the prefix, or in `locale`. Without one it is Chinese. */
void language_settle(int argc, char **argv, const char *system_config);

#endif
