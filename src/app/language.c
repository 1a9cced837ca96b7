#include "app/language.h"

#include "app/cli.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "config/config_keys.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns the environment's locale for a category, by the rules of setlocale(3), installed or not.
 */
static const char *locale_name(const char *category)
{
    const char *const variables[] = {"LC_ALL", category, "LANG"};

    for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
        const char *value = getenv(variables[i]);

        if (value && *value)
            return value;
    }
    return "C";
}

/* Returns whether a locale's name, such as zh_CN.UTF-8@pinyin, has the charset UTF-8. */
static bool is_utf8(const char *name)
{
    const char *charset = strchr(name, '.');
    size_t bytes = charset ? strcspn(charset, "@") : 0;

    return (bytes == strlen(".UTF-8") && strncasecmp(charset, ".UTF-8", bytes) == 0) ||
           (bytes == strlen(".UTF8") && strncasecmp(charset, ".UTF8", bytes) == 0);
}

bool language_set_locale(void)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, ""); /* of strerror() */
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return true;
    setlocale(LC_CTYPE, "C.UTF-8");
    return is_utf8(locale_name("LC_CTYPE"));
}

/* Returns whether the terminal is the Linux console, which has no Han glyphs. */
static bool is_linux_console(void)
{
    const char *name = getenv("TERM");

    return name && strcmp(name, "linux") == 0;
}

/* Returns whether a locale or an entry of LANGUAGE, such as "en" or "en_US.UTF-8", is of the
 * language. */
static bool is_of(const char *name, const char *language)
{
    size_t bytes = strlen(language);

    return strncmp(name, language, bytes) == 0 && (!name[bytes] || strchr("_.@:-", name[bytes]));
}

/* Returns the language that LANGUAGE prefers, else that of the locale; English where nothing else
 * can be read, but a braille display beside the console shows all of it. LANGUAGE lists languages,
 * the best first, and has no effect in the C locale. */
static enum config_lang language_of_environment(bool line_by_line)
{
    const char *locale = locale_name("LC_MESSAGES");
    const char *entry = getenv("LANGUAGE");

    if (is_linux_console() && !line_by_line)
        return CONFIG_LANG_EN;
    if (is_of(locale, "C") || is_of(locale, "POSIX"))
        return CONFIG_LANG_ZH_CN;
    while (entry && *entry) {
        if (is_of(entry, "zh"))
            return CONFIG_LANG_ZH_CN;
        if (is_of(entry, "en"))
            return CONFIG_LANG_EN;
        entry += strcspn(entry, ":");
        entry += *entry == ':';
    }
    return is_of(locale, "zh") ? CONFIG_LANG_ZH_CN : CONFIG_LANG_EN;
}

/* Reads the configuration into *config. Returns false if it has faults, or is a file that can be
 * read only once, such as a FIFO, and is left alone. */
static bool read_settings(const struct cli *cli, const char *system_config, struct config *config)
{
    struct diags diags = {0};
    struct stat info;
    bool sound;

    *config = config_default();
    if (cli->config && (stat(cli->config, &info) != 0 || !S_ISREG(info.st_mode)))
        return false;
    sound = config_load(config, cli->config, system_config, &diags) && !diags.count;
    diags_free(&diags);
    return sound;
}

/* Returns the language asked for. A wrong one is reported with the rest of the command line. */
static enum config_lang language_asked_for(const struct cli *cli, const struct config *config)
{
    struct config asked = *config;

    if (cli->lang)
        config_key_set(config_key_find("screen", "lang"), &asked, cli->lang, CONFIG_COMMAND_LINE);
    return asked.lang == CONFIG_LANG_AUTO ? language_of_environment(cli->mode == CLI_LINEAR)
                                          : asked.lang;
}

static bool open_catalogue(struct str folder, const char *below)
{
    struct buffer path = {0};
    bool opened;

    buffer_add_str(&path, folder);
    buffer_addf(&path, "%s/en/LC_MESSAGES/kanbao.mo", below);
    opened = i18n_open(buffer_c_str(&path));
    buffer_free(&path);
    return opened;
}

static void find_catalogue(void)
{
    char program[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", program, sizeof(program));
    struct str folder;

    while (bytes > 0 && program[bytes - 1] != '/')
        bytes--;
    if (bytes <= 0)
        return;
    folder = (struct str){program, (size_t)bytes};
    if (!open_catalogue(folder, "../share/locale"))
        open_catalogue(folder, "locale");
}

bool language_init(int argc, char **argv, const char *system_config, struct config *config)
{
    struct cli cli;
    bool sound;

    cli_preparse(&cli, argc, argv);
    sound = read_settings(&cli, system_config, config);
    if (language_asked_for(&cli, config) == CONFIG_LANG_EN) {
        /* In the C locale the system's own messages, such as those of strerror(), are English. */
        setlocale(LC_MESSAGES, "C");
        find_catalogue();
    }
    if (!sound) {
        config_free(config);
        *config = config_default();
    }
    return sound;
}
