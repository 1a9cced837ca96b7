#include "commands.h"

#include "base/alloc.h"
#include "text/character.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Frequent words of the titles, for visitors who cannot type. Without a dictionary a word is a
 * sequence of Han characters that several titles share; each character counts for the most frequent
 * of its words alone, so that the end of one and the beginning of the next are none. */

enum { LEAST_CHARACTERS = 2, MOST_CHARACTERS = 4, LEAST_ARTICLES = 3, MOST_WORDS = 12 };

/* A sequence in a title. */
struct sequence {
    struct str text;
    size_t article;
    size_t at; /* its first byte among those of all titles */
};

struct sequences {
    struct sequence *items;
    size_t count;
    size_t cap;
    size_t title_bytes;
};

/* A text of several titles: the first of its sequences, which are in the order of the articles. */
struct word {
    const struct sequence *sequences;
    size_t articles;
};

static int compare_sequences(const void *a, const void *b)
{
    const struct sequence *left = a, *right = b;
    int order = str_cmp(left->text, right->text);

    return order ? order : (left->article > right->article) - (left->article < right->article);
}

/* Orders by the number of titles, most first, then by length, longest first. */
static int compare_words(const void *a, const void *b)
{
    const struct word *left = a, *right = b;

    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    if (left->sequences->text.bytes != right->sequences->text.bytes)
        return left->sequences->text.bytes > right->sequences->text.bytes ? -1 : 1;
    return str_cmp(left->sequences->text, right->sequences->text);
}

/* Returns the bytes of the Han character at a place of a text, or 0 if there is none, or one that
 * joins words rather than being part of one. */
static size_t word_character(struct str text, size_t at)
{
    static const char32_t JOINING[] =
        U"的了着在和与及或是为有不也就都而把被从到由向对等个这那其之以于";
    char32_t cp;
    size_t bytes;

    if (at >= text.bytes)
        return 0;
    bytes = utf8_decode(text.p + at, text.bytes - at, &cp);
    if (!character_is_han(cp))
        return 0;
    for (const char32_t *joining = JOINING; *joining; joining++)
        if (cp == *joining)
            return 0;
    return bytes;
}

static void add_sequences(struct sequences *sequences, struct str title, size_t article)
{
    char32_t cp;

    for (size_t start = 0; start < title.bytes;
         start += utf8_decode(title.p + start, title.bytes - start, &cp)) {
        size_t end = start, bytes;

        for (int count = 1; count <= MOST_CHARACTERS && (bytes = word_character(title, end));
             count++) {
            end += bytes;
            if (count < LEAST_CHARACTERS)
                continue;
            MEM_GROW(sequences->items, sequences->cap, sequences->count + 1);
            sequences->items[sequences->count++] = (struct sequence){
                {title.p + start, end - start}, article, sequences->title_bytes + start};
        }
    }
    sequences->title_bytes += title.bytes;
}

/* Sorts the sequences, and drops those that are in their title a second time. */
static void sort(struct sequences *sequences)
{
    size_t kept = 0;

    if (sequences->count)
        qsort(sequences->items, sequences->count, sizeof(*sequences->items), compare_sequences);
    for (size_t i = 0; i < sequences->count; i++)
        if (!kept || compare_sequences(&sequences->items[kept - 1], &sequences->items[i]) != 0)
            sequences->items[kept++] = sequences->items[i];
    sequences->count = kept;
}

/* Returns the texts that enough titles have, the most frequent first. The caller frees them. */
static struct word *find_words(const struct sequences *sequences, size_t *count)
{
    struct word *words = NULL;
    size_t cap = 0;

    *count = 0;
    for (size_t first = 0, end; first < sequences->count; first = end) {
        for (end = first + 1; end < sequences->count; end++)
            if (!str_eq(sequences->items[end].text, sequences->items[first].text))
                break;
        if (end - first < LEAST_ARTICLES)
            continue;
        MEM_GROW(words, cap, *count + 1);
        words[(*count)++] = (struct word){&sequences->items[first], end - first};
    }
    if (*count)
        qsort(words, *count, sizeof(*words), compare_words);
    return words;
}

/* Takes the bytes of a word, unless other words have taken it from too many titles. */
static bool take(const struct word *word, char *taken)
{
    size_t bytes = word->sequences->text.bytes, left = 0;

    for (size_t i = 0; i < word->articles; i++)
        left += !memchr(&taken[word->sequences[i].at], 1, bytes);
    for (size_t i = 0; i < word->articles && left >= LEAST_ARTICLES; i++)
        memset(&taken[word->sequences[i].at], 1, bytes);
    return left >= LEAST_ARTICLES;
}

static void add_group(struct tree *tree, const struct word *word)
{
    uint32_t group = (uint32_t)tree->count, number = (uint32_t)tree_articles(tree);

    tree->names[tree->count - number] = word->sequences->text;
    tree->own[tree->count++] = (struct tree_record){.article = UINT32_MAX,
                                                    .parent = UINT32_MAX,
                                                    .end = group + 1 + (uint32_t)word->articles,
                                                    .number = number};
    for (size_t i = 0; i < word->articles; i++)
        tree->own[tree->count++] =
            (struct tree_record){.article = (uint32_t)word->sequences[i].article,
                                 .parent = group,
                                 .end = group + 2 + (uint32_t)i,
                                 .number = number + 1 + (uint32_t)i,
                                 .depth = 1};
}

void kiosk_find_words(struct tree *tree, const struct edition *edition,
                      const struct kiosk_rows *front)
{
    struct sequences sequences = {0};
    struct word *words;
    char *taken;
    size_t count, groups = 0;

    for (size_t i = 0; i < front->count; i++)
        add_sequences(&sequences, edition_article(edition, front->items[i].article)->title,
                      front->items[i].article);
    sort(&sequences);
    words = find_words(&sequences, &count);
    taken = mem_zeroed(sequences.title_bytes, sizeof(*taken));
    *tree = (struct tree){.article_count = edition->article_count,
                          .own = mem_zeroed(MOST_WORDS + sequences.count, sizeof(*tree->own)),
                          .names = mem_zeroed(MOST_WORDS, sizeof(*tree->names))};
    tree->records = tree->own;
    for (size_t i = 0; i < count && groups < MOST_WORDS; i++)
        if (take(&words[i], taken)) {
            add_group(tree, &words[i]);
            groups++;
        }
    free(taken);
    free(words);
    free(sequences.items);
}
