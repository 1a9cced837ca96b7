#ifndef CONTENT_INDEX_H
#define CONTENT_INDEX_H

#include "base/file.h"
#include "content/article.h"
#include "content/edition.h"
#include "content/tree.h"
#include "text/fold.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The index of a folder: its edition and its trees in one file that is mapped read-only, so that
 * opening it takes the same time whatever the number of articles. A file of another version, byte
 * order or length, or with a wrong checksum in its header, is no index. Whatever else its bytes
 * are, all that is read lies within it, texts are clean, and paths stay below the folder. The file
 * is replaced whole, never written to. */
struct index;

/* Maps the index at `path` of the folder `folder`, as given to edition_load(). Returns NULL if
 * there is none, or if it is another folder's. */
struct index *index_open(const char *path, const char *folder);

/* Unmaps the index, which may be NULL. All that it has lent goes with it. */
void index_close(struct index *index);

/* Returns a number that tells this index from another one of the folder, but for chance; never 0.
 */
uint64_t index_identity(const struct index *index);

/* Returns whether the articles shown are those that `filter` asks for. */
bool index_fits(const struct index *index, const struct edition_filter *filter);

/* Sets the edition's name, numbers and orders, which are borrowed from the index. An order's
 * numbers may be forged. */
void index_describe(const struct index *index, struct edition *edition);

/* Returns an article by its index in the edition, an empty one if the index does not have it. It is
 * made when it is first asked for, and lives as long as the index. */
const struct article *index_article(const struct index *index, size_t article);

/* Return an article's id, which is its mark_id, too, and its title, without making the article. */
struct str index_id(const struct index *index, size_t article);
struct str index_title(const struct index *index, size_t article);

/* Does what edition_value() does. */
struct str index_value(const struct index *index, size_t article, enum edition_field field,
                       size_t i);

/* Finds the article of a file, given by its path below the folder. Returns its index, or SIZE_MAX
 * if the index does not have it, or if the file has changed since. *near is 0 at first, then of
 * this function: the files of a walk are found the faster. */
size_t index_find(const struct index *index, struct str relative, struct file_stamp stamp,
                  size_t *near);

/* Returns whether the index has a file whose path below the folder begins in this way and that is
 * no article. */
bool index_has_other(const struct index *index, struct str beginning);

/* The texts that a search looks at, folded and kept one after the other for all articles: of each
 * article its title, place and district; its head and summary; its body with all that follows,
 * addresses last. A byte that no folded text has is after each text, so that no word lies in two.
 */
enum packed_kind { PACKED_NAMES, PACKED_HEADER, PACKED_BODY, PACKED_KINDS };
#define PACKED_END '\0'

/* The texts of one kind of an article: they begin at byte `start` of all packed bytes of the kind.
 * The next article's begin at byte `next` or later. */
struct packed_texts {
    struct folded folded; /* borrowed */
    size_t start, next;
    size_t plain_bytes; /* without the addresses */
    struct str changes; /* of the folding; see index_unfold() */
};

/* Returns whether the index has the texts as they are in the program's language of now. */
bool index_is_in_language(const struct index *index);

/* Return the packed bytes of all articles, and an article's texts, none if the index does not have
 * it. Whatever their bytes are, the texts lie within those bytes. */
struct str index_packed_bytes(const struct index *index, enum packed_kind kind);
struct packed_texts index_packed(const struct index *index, enum packed_kind kind, size_t article);

/* Packed bytes of a kind that are copied out of the file, for whoever looks through many: it takes
 * several times as long to have their pages mapped. Zero it before use, and free its buffer. */
struct packed_window {
    struct buffer copy;
    enum packed_kind kind;
    size_t from; /* of the kind's bytes */
};

/* Return packed bytes from byte `from` on, `bytes` of them or more, or all that are left, and an
 * article's texts as index_packed() does. They are copied into the window unless it has them, with
 * `ahead` bytes more if there are as many, and are borrowed until it is used again. Bytes that
 * cannot be read are those of the index. */
struct str packed_window_bytes(struct packed_window *window, const struct index *index,
                               enum packed_kind kind, size_t from, size_t bytes, size_t ahead);
struct packed_texts packed_window_texts(struct packed_window *window, const struct index *index,
                                        enum packed_kind kind, size_t article, size_t ahead);

/* Appends the text that folded bytes of packed texts are the folding of: from byte `start`, at
 * which a text begins, up to `end`, at which it ends. Returns the place in it of folded byte `at`,
 * or SIZE_MAX if it cannot be told. The text is as clean as the file of the index is right. */
size_t index_unfold(const struct packed_texts *texts, size_t start, size_t end, size_t at,
                    struct buffer *out);

/* Returns the size of an article's file. */
size_t index_file_bytes(const struct index *index, size_t article);

/* Returns the nodes of a tree, and stores their number; they are borrowed, and may be forged. */
const struct tree_record *index_tree(const struct index *index, enum grouping grouping,
                                     enum sorting sorting, size_t *count);

/* Returns whether bytes were read that have been cut off from the file, as zeros. */
bool index_is_cut(const struct index *index);

/* Returns whether the checksums of all parts are right. Reads all of the index. */
bool index_is_whole(const struct index *index);

/* The files of a folder that are not as its index has them. */
enum { INDEX_MOST_CHANGES = 64 };
struct index_changes {
    struct str names[INDEX_MOST_CHANGES]; /* their paths below the folder */
    size_t count;
    bool more; /* there are more, or others than articles: a folder's name, one that is faulty */
    struct arena arena; /* of the names */
};

/* A comparison of a folder with its index. Once it is begun, the names in the folder are compared
 * by one thread, and the stamps of its files by any number of threads, each those that no other has
 * taken, in either order or at once; then it is ended. */
struct index_comparison;

/* Begins. The index, the folder's path and *given_up must outlive the comparison, which stops soon
 * after *given_up is true. */
struct index_comparison *index_comparison_new(const struct index *index, const char *folder,
                                              const atomic_bool *given_up);
void index_comparison_names(struct index_comparison *comparison);
void index_comparison_stamps(struct index_comparison *comparison);

/* Returns whether no file of the folder, and no folder that cannot be read, has come, gone or
 * changed since, or the comparison was given up; sets *changes to what has. Frees the comparison.
 */
bool index_comparison_end(struct index_comparison *comparison, struct index_changes *changes);

/* Does all steps. */
bool index_is_current(const struct index *index, const char *folder, const atomic_bool *given_up,
                      struct index_changes *changes);
void index_changes_add(struct index_changes *changes, struct str relative);
void index_changes_free(struct index_changes *changes);

/* Writes the index of an edition that edition_load() has read from `folder`, as its filter shows
 * it, with progress for `watch`, which may be NULL: the number of articles written. Its mode is
 * 0644, as it says no more than the folder. Takes the bodies from a file of this name and
 * INDEX_PARTIAL, the beginning of an index that was not finished, if there is one, and removes it.
 * Returns 0 or an errno value. */
#define INDEX_PARTIAL ".part"
int index_write(const char *path, const struct edition *edition, const char *folder,
                const struct edition_watch *watch);

#endif
