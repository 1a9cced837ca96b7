/* The hand-over of a visit: any bytes are refused, which begins a new visit without marks, or make
 * a sound state, which is handed over again as the same. */

#include "fuzz/fuzz.h"
#include "fuzz/kiosk_state.h"
#include "kiosk/visit.h"

#include <stdio.h>
#include <stdlib.h>

#define FIRST_LINE "kiosk-visit 5"

/* Its lines before the marks, and the numbers of the second one. */
enum { LINES = 5 + KIOSK_SCREEN_COUNT };
enum { TRAIL, LISTED, VISITED, SINCE, RESTING, LARGE, ANSWERED, CODE, SIZE, RATE, VOLUME, NUMBERS };
enum { VOICE_RANGE = 200 };

static struct visit *visit;

/* Begins a visit from what was handed over, draws it, and appends what it hands over. */
static void visit_from(struct str handed, struct buffer *out)
{
    struct frame frame = {0};

    marks_free(&visit->bulletin.marks);
    visit_start(visit, VISIT_OPTIONS, handed);
    kiosk_state_draw(&frame, &visit->kiosk);
    kiosk_write_handover(&visit->kiosk, out);
    frame_free(&frame);
}

/* Returns what a hand-over says of the screen: its lines before the marks. The position among the
 * marks may move to the words at the top. */
static struct str screen_of(const struct buffer *handed)
{
    struct str left = buffer_str(handed);

    for (int i = 0; i < LINES; i++)
        str_take_line(&left);
    return (struct str){handed->data, handed->bytes - left.bytes};
}

/* Reads the numbers of a hand-over, if they are written as kiosk_write_handover() writes them and
 * in range. */
static bool read_numbers(struct str line, int numbers[NUMBERS])
{
    char *text = str_copy(line), again[100];
    int read = sscanf(text, "%6d %1d %1d %6d %1d %1d %1d %2d %1d %3d %3d", &numbers[TRAIL],
                      &numbers[LISTED], &numbers[VISITED], &numbers[SINCE], &numbers[RESTING],
                      &numbers[LARGE], &numbers[ANSWERED], &numbers[CODE], &numbers[SIZE],
                      &numbers[RATE], &numbers[VOLUME]);

    free(text);
    if (read != NUMBERS)
        return false;
    snprintf(again, sizeof(again), "%d %d %d %d %d %d %d %d %d %d %d", numbers[TRAIL],
             numbers[LISTED], numbers[VISITED], numbers[SINCE], numbers[RESTING], numbers[LARGE],
             numbers[ANSWERED], numbers[CODE], numbers[SIZE], numbers[RATE], numbers[VOLUME]);
    return str_eq(line, str_of(again)) && numbers[LISTED] <= KIOSK_BOOKMARKS &&
           numbers[SIZE] <= KIOSK_MOST_TEXT_SIZE && numbers[RATE] <= VOICE_RANGE &&
           numbers[VOLUME] <= VOICE_RANGE;
}

/* Returns whether a line has the focus and the top of a screen. */
static bool is_place(struct str line)
{
    char *text = str_copy(line);
    unsigned kind, value, top;
    int read = sscanf(text, "%2u %6u %6u", &kind, &value, &top);

    free(text);
    return read == 3 && kind <= TARGET_BUTTON;
}

/* Aborts unless the state is what a hand-over says, or that of a new visit where it is damaged. */
static void check_taken(struct str handed)
{
    const struct kiosk *kiosk = &visit->kiosk;
    struct str head = str_take_line(&handed), line = str_take_line(&handed);
    struct marks marks = {0};
    int numbers[NUMBERS];
    bool sound = true;
    size_t bad_line;

    for (int i = 2; i < LINES; i++) {
        struct str place = str_take_line(&handed);

        sound = sound && (i < LINES - KIOSK_SCREEN_COUNT || is_place(place));
    }
    if (!str_eq(head, str_of(FIRST_LINE)) || !marks_parse(&marks, handed, NULL, &bad_line))
        MUST(kiosk->screen == KIOSK_FRONT && !visit->bulletin.marks.count && !kiosk->visited);
    else if (sound && read_numbers(line, numbers))
        MUST(kiosk->large == (numbers[LARGE] != 0) && kiosk->visited == (numbers[VISITED] != 0) &&
             kiosk->answered == (numbers[ANSWERED] != 0) &&
             kiosk->speech.rate == numbers[RATE] - 100 &&
             kiosk->speech.volume == numbers[VOLUME] - 100 &&
             kiosk->now_ms - kiosk->since_ms == numbers[SINCE]);
    marks_free(&marks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size);
    struct buffer first = {0}, second = {0};

    if (!visit)
        visit = visit_of_program();
    visit_from(input, &first);
    check_taken(input);
    visit_from(buffer_str(&first), &second);
    MUST(str_eq(screen_of(&first), screen_of(&second)));
    buffer_clear(&first);
    visit_from(buffer_str(&second), &first);
    MUST(str_eq(buffer_str(&first), buffer_str(&second)));
    visit_press(visit, "j<Enter><Space>0");
    kiosk_state_check(&visit->kiosk);
    buffer_free(&first);
    buffer_free(&second);
    free((char *)input.p);
    return 0;
}
