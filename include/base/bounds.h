#ifndef BASE_BOUNDS_H
#define BASE_BOUNDS_H

/* The most that is taken of what comes from outside, each with its reason. What is read in pieces
 * that end by themselves (keys, sequences of the terminal, the lines of a header) has the bounds of
 * its own parser. */

/* An article is parsed whole, which takes about five times its file in memory, if it is mostly
 * text; a novel of a million characters is less than half as long. */
enum { ARTICLE_MAX_FILE_MIB = 8, ARTICLE_MAX_HEADER_LINE_KIB = 64 };

/* The sizes of a file and of a paragraph that --check calls too long to be what the editor meant.
 */
enum { ARTICLE_LARGE_FILE_MIB = 1, ARTICLE_LARGE_BLOCK_KIB = 256 };

/* The most text, and cells, that a block of an article has: a longer one is cut into several, so
 * that laying out a block, searching it or drawing its styles takes a few milliseconds, whatever
 * the article. No editor's paragraph is as long. */
enum { BLOCK_MOST_BYTES = 64 * 1024, TABLE_MOST_CELLS = 4096 };

/* A file up to this size is parsed and looked through in a few milliseconds, less than a thread is
 * worth. */
enum { BOUND_AT_ONCE_BYTES = 128 * 1024 };

/* The time that a key may keep the event loop before its work goes on in slices, and the time that
 * a slice lasts or waits for a thread: a person notices neither. */
enum { BOUND_KEY_MS = 50, BOUND_SLICE_MS = 10 };

/* A folder with more articles is a wrong folder: each takes some 500 bytes, and a bulletin of a
 * hundred years has a tenth of them. */
enum { BOUND_ARTICLES = 1000000 };

/* Folders within folders. Each level keeps a descriptor open, of which a process has 1024. */
enum { BOUND_FOLDER_DEPTH = 64 };

/* Links to folders, each of which is compared with all before it. */
enum { BOUND_FOLDER_LINKS = 4096 };

/* Folders that are watched for changes: half of the 8192 watches that a user has at the least. */
enum { BOUND_WATCHED_FOLDERS = 4096 };

/* Warnings of one article: more help nobody, and a file can have a million. */
enum { BOUND_WARNINGS = 1000 };

/* The marks of a hundred thousand articles take some twenty MiB in the file, and the shortest marks
 * ten times the size of the file in memory. */
enum { BOUND_STATE_MIB = 32 };

/* iniparser takes a time quadratic in the file's size: some tens of milliseconds for this much. */
enum { BOUND_CONFIG_KIB = 64 };

/* The catalogue of the messages is a tenth of it. */
enum { BOUND_CATALOGUE_MIB = 4 };

/* The rows of a page of the kiosk, which are all laid out for each key: nobody turns a hundred
 * pages. The groups by district, topic, month and place lead to older articles. */
enum { BOUND_KIOSK_ROWS = 1000 };

/* Words to search for, in bytes, and letters of pinyin in a row, whose places are bits of a
 * number of 64. */
enum { BOUND_QUERY_BYTES = 1024, BOUND_PINYIN = 63 };

/* A screen is never so large that text on it could be read. Whoever logs in chooses the size of the
 * terminal, and each cell takes some 150 bytes in the frame and in curses: without a bound a
 * session of 4000 by 4000 cells takes 2 GB. What lies beyond stays blank. */
enum { SCREEN_MOST_COLS = 500, SCREEN_MOST_LINES = 200 };

/* The width and the pages of --dump, which makes a line at a time. */
enum { BOUND_DUMP_COLS = 10000, BOUND_DUMP_LINES = 10000 };

/* A visit hands over what it has marked of the articles that its visitor has opened. */
enum { BOUND_HANDOVER_BYTES = 1 << 20 };

/* The memory of a kiosk's process, in MiB: an article of 8 MiB with a list item in every line was
 * seen to take 540 MB, and there may be three at a time: that of the visitor, one that is searched,
 * and one that is opened. AddressSanitizer reserves terabytes, so there is no limit then. */
enum { BOUND_MEMORY_MIB = 2048 };

/* The files that a kiosk's process has open: those of the deepest folder, and as many again. */
enum { BOUND_FILES = 2 * BOUND_FOLDER_DEPTH };

#endif
