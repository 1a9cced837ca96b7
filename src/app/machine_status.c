#include "app/machine_status.h"

#include "app/version.h"
#include "base/i18n.h"
#include "base/number.h"
#include "system/status_file.h"
#include "text/json.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum {
    PAUSE_MS = 1000,         /* between changes that are written */
    PERIOD_MS = 60000,       /* between writings without a change */
    MOST_NAME_BYTES = 128,   /* of the edition and the machine */
    MOST_REASON_BYTES = 400, /* so that all fits into STATUS_FILE_BYTES, every quote escaped */
    MOST_TOTAL = 1000000000
};

/* Returns the number of a key of an earlier document, or 0. A key begins a line, as no text of a
 * value does. */
static uint64_t number_of(const char *document, const char *key)
{
    const char *at = strstr(document, key);
    uint64_t number = 0;

    if (at)
        number_read(str_of(at + strlen(key)), INT64_MAX, &number);
    return number;
}

/* Takes over the totals of an earlier document: the kiosk also starts anew during the day, for
 * another text size. They are of its `date`; a new day begins at 0. */
static void take_over(struct machine_status *status, const char *document)
{
    static const char DATE[] = "\n\"date\": \"";
    const char *date = strstr(document, DATE);

    if (!date)
        return;
    snprintf(status->date, sizeof(status->date), "%s", date + sizeof(DATE) - 1);
    status->visits = number_of(document, "\n\"visits_today\": ");
    status->articles = number_of(document, "\n\"articles_opened_today\": ");
    status->touched_seconds = number_of(document, "\n\"last_touch\": ");
    status->since_seconds = number_of(document, "\n\"counted_since\": ");
    status->serial = number_of(document, "{\"serial\": ");
}

void machine_status_open(struct machine_status *status, const struct program *program,
                         const struct journal *journal)
{
    const char *path = program->cli.status;
    struct buffer before = {0};
    int error;

    *status = (struct machine_status){.program = program, .journal = journal};
    if (!path)
        return;
    error = status_file_open(path, &before);
    if (error) {
        journal_line(journal, JOURNAL_WARNING, _("打不开 %s（%s），kanbao-status 看不到这台机器"),
                     path, strerror(error));
    } else {
        void *shared = mmap(NULL, sizeof(struct tally), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);

        status->is_open = true;
        status->tally = shared == MAP_FAILED ? NULL : shared;
        take_over(status, buffer_c_str(&before));
    }
    buffer_free(&before);
}

/* Adds to a total what a counter of the tally has gained. The visits' processes write the counter,
 * so it may be any number. */
static void gain(uint64_t *total, uint32_t *seen, uint32_t now)
{
    *total += now - *seen;
    *seen = now;
    if (*total > MOST_TOTAL)
        *total = MOST_TOTAL;
}

static void count(struct machine_status *status, const struct clock *clock)
{
    struct tally *tally = status->tally;

    if (strcmp(status->date, clock->date) != 0) {
        memcpy(status->date, clock->date, sizeof(status->date));
        status->visits = status->articles = 0;
    }
    if (!status->since_seconds && clock->seconds > 0)
        status->since_seconds = (uint64_t)clock->seconds;
    if (!tally)
        return;
    gain(&status->visits, &status->visits_seen, tally->visits);
    gain(&status->articles, &status->articles_seen, tally->articles);
    if (tally->touched_seconds > 0)
        status->touched_seconds = (uint64_t)tally->touched_seconds;
}

static void add_number(struct buffer *out, const char *key, uint64_t number)
{
    buffer_addf(out, "\"%s\": %" PRIu64 ",\n", key, number);
}

/* Adds a text, or null if there is none. */
static void add_text(struct buffer *out, const char *key, struct str text, size_t most_bytes)
{
    buffer_addf(out, "\"%s\": ", key);
    if (text.bytes)
        json_add_string(out, text, most_bytes);
    else
        buffer_add_text(out, "null");
    buffer_add_text(out, ",\n");
}

/* Adds the edition's name, which is its folder's (a commit, as kanbao-pull names them), and since
 * when the folder is as it is. */
static void add_edition(struct buffer *out, struct buffer *path)
{
    const char *whole = buffer_c_str(path), *slash = strrchr(whole, '/');
    struct stat info;

    add_text(out, "edition", str_of(slash && slash[1] ? slash + 1 : whole), MOST_NAME_BYTES);
    add_number(out, "edition_since",
               stat(whole, &info) == 0 && info.st_mtime > 0 ? (uint64_t)info.st_mtime : 0);
}

/* Makes the part of the document that stays the same while nothing changes. */
static void write_state(struct machine_status *status, struct live_edition *live,
                        struct buffer *out)
{
    const struct edition *edition = &status->program->edition;
    const char *machine = status->program->cli.machine;

    add_text(out, "machine", str_of(machine ? machine : ""), MOST_NAME_BYTES);
    add_text(out, "version", str_of(KANBAO_VERSION), MOST_NAME_BYTES);
    add_text(out, "date", str_of(status->date), MOST_NAME_BYTES);
    add_edition(out, &live->shown);
    add_number(out, "articles", edition->shown_count);
    add_number(out, "faults", edition->bad_count + edition->bad_folder_count);
    add_text(out, "refused", buffer_str(&live->refused), MOST_REASON_BYTES);
    add_number(out, "visits_today", status->visits);
    add_number(out, "articles_opened_today", status->articles);
    add_number(out, "last_touch", status->touched_seconds);
    add_number(out, "counted_since", status->since_seconds);
}

static void write_file(struct machine_status *status, const struct clock *clock)
{
    struct buffer out = {0};

    status->serial++;
    buffer_addf(&out, "{\"serial\": %" PRIu64 ",\n\"written\": %" PRId64 ",\n", status->serial,
                clock->seconds);
    buffer_add_str(&out, buffer_str(&status->text));
    buffer_addf(&out, "\"serial_at_end\": %" PRIu64 "}", status->serial);
    if (!status_file_write(buffer_str(&out)) && !status->failed) {
        journal_line(status->journal, JOURNAL_WARNING, "%s: %s", status->program->cli.status,
                     strerror(errno));
        status->failed = true;
    }
    buffer_free(&out);
}

void machine_status_update(struct machine_status *status, struct live_edition *live)
{
    const struct ticker *ticker = &status->program->ticker;
    int64_t since_ms = ticker_ms(ticker) - status->written_ms;
    struct buffer state = {0};
    struct clock clock;
    bool is_first = !status->text.bytes;

    if (!status->is_open || (!is_first && since_ms < PAUSE_MS))
        return;
    ticker_read(ticker, &clock);
    count(status, &clock);
    write_state(status, live, &state);
    if (is_first || since_ms >= PERIOD_MS ||
        !str_eq(buffer_str(&state), buffer_str(&status->text))) {
        status->written_ms = ticker_ms(ticker);
        buffer_free(&status->text);
        status->text = state;
        state = (struct buffer){0};
        write_file(status, &clock);
    }
    buffer_free(&state);
}

void machine_status_close(struct machine_status *status)
{
    if (status->tally)
        munmap(status->tally, sizeof(*status->tally));
    buffer_free(&status->text);
}
