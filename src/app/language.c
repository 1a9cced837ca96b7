#include "app/language.h"

#include "app/cli.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "config/config_keys.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns the environment's locale for messages, by the rules of setlocale(3), installed or not. */
static const char *locale_name(void)
{
    static const char *const VARIABLES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof(VARIABLES) / sizeof(*VARIABLES); i++) {
        const char *value = getenv(VARIABLES[i]);

        if (value && *value)
            return value;
    }
    return "C";
}

/* Returns whether a locale or an entry of LANGUAGE, such as "en" or "en_US.UTF-8", is of the
 * language. */
static bool is_of(const char *name, const char *language)
{
    size_t bytes = strlen(language);

    return strncmp(name, language, bytes) == 0 && (!name[bytes] || strchr("_.@:-", name[bytes]));
}

/* Returns the language that LANGUAGE prefers, else that of the locale. LANGUAGE lists languages,
 * the best first, and has no effect in the C locale. */
static enum config_lang language_of_environment(void)
{
    const char *locale = locale_name();
    const char *entry = getenv("LANGUAGE");

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

/* Returns the language asked for. Ignores faults of the configuration, which are reported when all
 * of its settings are read, and does not read a file that can be read only once, such as a FIFO. */
static enum config_lang language_asked_for(const struct cli *cli, const char *system_config)
{
    struct config config = config_default();
    struct diags ignored = {0};
    struct stat info;
    enum config_lang lang;

    if (!cli->lang ||
        !config_key_set(config_key_find("screen", "lang"), &config, cli->lang, CONFIG_COMMAND_LINE))
        if (!cli->config || (stat(cli->config, &info) == 0 && S_ISREG(info.st_mode)))
            config_load(&config, cli->config, system_config, &ignored);
    lang = config.lang;
    config_free(&config);
    diags_free(&ignored);
    return lang;
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

void language_init(int argc, char **argv, const char *system_config)
{
    char program[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", program, sizeof(program));
    enum config_lang lang;
    struct str folder;
    struct cli cli;

    cli_preparse(&cli, argc, argv);
    lang = language_asked_for(&cli, system_config);
    if (lang == CONFIG_LANG_AUTO)
        lang = language_of_environment();
    if (lang != CONFIG_LANG_EN)
        return;
    /* In the C locale the system's own messages, such as those of strerror(), are English. */
    setlocale(LC_MESSAGES, "C");
    while (bytes > 0 && program[bytes - 1] != '/')
        bytes--;
    if (bytes <= 0)
        return;
    folder = (struct str){program, (size_t)bytes};
    if (!open_catalogue(folder, "../share/locale"))
        open_catalogue(folder, "locale");
}
