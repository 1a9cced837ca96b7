/* The kiosk: whatever is typed and touched, while time passes, the screen changes its size and a
 * visit is handed over to another edition, its state is sound and every frame can be drawn. A byte
 * chooses the options, the first part is what happens (see screen.h), the second an article z.md.
 */

#include "fuzz/fuzz.h"
#include "fuzz/kiosk_state.h"
#include "fuzz/screen.h"
#include "kiosk/visit.h"

#include <stdlib.h>

/* Handing over: to the same edition, to one without the article z or with it again, and a wish for
 * a new edition. */
enum { SAME_EDITION, WITHOUT_ARTICLE, WITH_ARTICLE, RENEW };

static struct visit *visit;

static struct kiosk_options options_of(unsigned options)
{
    struct kiosk_options wanted = VISIT_OPTIONS;

    wanted.style.large = options & 1;
    wanted.style.text.ambiguous_wide = options & 2;
    wanted.style.borders = options & 4 ? BORDERS_ASCII : BORDERS_LINE;
    wanted.may_quit = options & 8;
    wanted.text_size = options & 16 ? 2 : 0;
    wanted.idle_seconds = options & 32 ? 30 : 0;
    wanted.countdown_seconds = 10;
    wanted.attract_seconds = options & 64 ? 4 : 0;
    wanted.site = str_of("https://a.cn");
    return wanted;
}

/* Loads the edition with the article z.md, or without one, unless there is none already. */
static void load(struct str article)
{
    static bool has_article;
    struct edition *edition = &visit->bulletin.edition;
    struct diags diags = {0};
    char *path;

    if (!article.bytes && !has_article)
        return;
    has_article = article.bytes > 0;
    path = scratch_path(visit->bulletin.folder, "z.md");
    if (article.bytes)
        scratch_write(path, article.p, article.bytes);
    else
        remove(path);
    free(path);
    kiosk_free(&visit->kiosk);
    visit->kiosk = (struct kiosk){0};
    edition_free(edition);
    *edition = (struct edition){0};
    MUST(edition_load(edition, visit->bulletin.folder, &diags));
    edition_show(edition, &(struct edition_filter){.today = {"2026-11-24", 10}});
    diags_free(&diags);
}

/* Ends the visit's process and begins the next one's, on another edition. */
static void hand_over(struct str article, struct kiosk_options options)
{
    struct buffer handed = {0};
    int cols = visit->kiosk.cols, lines = visit->kiosk.lines;

    kiosk_write_handover(&visit->kiosk, &handed);
    marks_free(&visit->bulletin.marks);
    load(article);
    visit_start(visit, options, buffer_str(&handed));
    kiosk_resize(&visit->kiosk, cols, lines);
    buffer_free(&handed);
}

static void do_other(unsigned number, struct str article, struct kiosk_options options)
{
    switch (number) {
    case SAME_EDITION:
    case WITH_ARTICLE:
        hand_over(article, options);
        break;
    case WITHOUT_ARTICLE:
        hand_over((struct str){0}, options);
        break;
    case RENEW:
        kiosk_renew(&visit->kiosk);
        break;
    default:
        break;
    }
}

static void happen(const struct screen_event *event, struct str article,
                   struct kiosk_options options)
{
    switch (event->kind) {
    case SCREEN_KEY:
        kiosk_key(&visit->kiosk, event->key);
        break;
    case SCREEN_SIZE:
        kiosk_resize(&visit->kiosk, event->cols, event->lines);
        break;
    case SCREEN_POINT:
        kiosk_point(&visit->kiosk, event->pointer, event->target);
        break;
    case SCREEN_TIME:
        MUST(visit_wait(visit, event->number * event->number) >= 0);
        break;
    case SCREEN_OTHER:
        do_other(event->number, article, options);
        break;
    case SCREEN_NOTHING:
    case SCREEN_PASTE:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), article = input;
    struct kiosk_options options = options_of(fuzz_take_byte(&article));
    struct str events = fuzz_take_part(&article);
    struct frame frame = {0};
    struct screen_event event;

    if (!visit)
        visit = visit_of_program();
    marks_free(&visit->bulletin.marks);
    load(article);
    visit_start(visit, options, (struct str){0});
    kiosk_state_draw(&frame, &visit->kiosk);
    for (int i = 0; i < SCREEN_MOST_EVENTS && screen_event_next(&events, &frame, &event); i++) {
        happen(&event, article, options);
        kiosk_work(&visit->kiosk);
        kiosk_state_draw(&frame, &visit->kiosk);
        if (visit->kiosk.end == KIOSK_END_QUIT || visit->kiosk.end == KIOSK_END_IDLE)
            break;
        if (visit->kiosk.end)
            hand_over(article, options);
    }
    frame_free(&frame);
    free((char *)input.p);
    return 0;
}
