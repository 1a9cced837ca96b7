#include "names.h"

#include "content/article.h"

#include <string.h>
#include <strings.h>

/* Returns whether the first `bytes` bytes of a name are exactly this word, in any case. */
static bool is_stem(const char *name, size_t bytes, const char *word)
{
    return str_case_eq((struct str){name, bytes}, str_of(word));
}

static bool is_makers_stem(const char *name, size_t bytes)
{
    return is_stem(name, bytes, "README") || is_stem(name, bytes, "LICENSE") ||
           is_stem(name, bytes, "CONTRIBUTING");
}

bool article_is_name(const char *name, size_t *stem_bytes)
{
    static const char *const endings[] = {".md", ".markdown"};
    size_t bytes = strlen(name);

    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        size_t ending = strlen(endings[i]);

        if (bytes > ending && strcasecmp(name + bytes - ending, endings[i]) == 0) {
            if (stem_bytes)
                *stem_bytes = bytes - ending;
            return true;
        }
    }
    return false;
}

bool article_is_unnamed(const char *path)
{
    static const char DESCRIPTORS[] = "/proc/self/fd/";

    return strncmp(path, DESCRIPTORS, strlen(DESCRIPTORS)) == 0;
}

bool name_is_near_article(const char *name)
{
    static const char *const endings[] = {"txt", "text", "doc",  "docx", "rtf", "odt",
                                          "wps", "html", "htm",  "mdx",  "mkd", "mdown",
                                          "rst", "org",  "adoc", "pages"};
    const char *dot = strrchr(name, '.');

    if (!dot || dot == name || is_makers_stem(name, (size_t)(dot - name)))
        return false;
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (strcasecmp(dot + 1, endings[i]) == 0)
            return true;
    return false;
}

bool name_is_index(const char *name)
{
    size_t bytes;

    return article_is_name(name, &bytes) && is_stem(name, bytes, "_index");
}

bool name_is_for_maintainers(const char *name)
{
    size_t bytes;

    return article_is_name(name, &bytes) && is_makers_stem(name, bytes);
}
