/* Decoding a terminal's bytes into keys, mouse reports, pastes and answers: whole and in pieces. */

#include "term/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct decode_case {
    const char *bytes;
    const char *keys; /* as record() writes them */
};

static const struct decode_case CASES[] = {
    {"j", "j"},
    {"看", "看"},
    {"\r\t\177\001", "<Enter><Tab><BS><C-a>"},
    {"\033", "<Esc>"},
    /* Cursor keys in both forms, other keys by their numbers. */
    {"\033[A\033OB\033[H\033[4~\033[5~\033[Z", "<Up><Down><Home><End><PgUp><S-Tab>"},
    {"\033OP\033[11~\033[[A", "<F1><F1><F1>"},
    /* Esc and another character: a key with Alt. */
    {"\033j", "<?>"},
    {"\0335j", "<?>j"},
    {"\033看j", "<?>j"},
    {"\033\033", "<Esc>"},
    {"\033\033[Aj", "<?>j"},
    {"\033\033OAj", "<?>j"},
    {"\033\033\033[5~j", "<?>j"},
    {"\033\177j", "<?>j"},
    {"\033\rj", "<?>j"},
    {"\033(", "<?>"},
    {"\033(Bj", "j"},
    {"\033 Fj", "j"},
    {"\033\033[<0;5;7Mj", "<Esc>(6,4)j"},
    {"\033\302\2335~j", "<?>j"},
    /* Other keys. */
    {"\033[15~\033[2~\033[3~\033[24;5~\033[29~", "<?><?><?><?><?>"},
    {"\033OQ\033[[E\033[1;2P\033[E\033[23^\033[2@\033Oa", "<?><?><?><?><?><?><?>"},
    {"\033[I\033[O\033[?62;22c\033[>0;95;0c\033[0n\033[8;24;80t\033[?2026;2$yj", "j"},
    /* Unknown sequences. */
    {"\033[1;5Aj\033[1;2Bj", "<?>j<?>j"},
    {"\033[?1;2cj", "j"},
    {"\033[2 qj", "j"},
    {"\033[7$$ j", ""},
    {"\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25~j", "j"},
    {"\033OXj", "<?>j"},
    {"\033O5Aj", "<?>j"},
    {"\033[[Ej", "<?>j"},
    {"\033[1\033[Aj", "<Up>j"},
    {"\033[1\rj", "<Enter>j"},
    {"\033[1看j", "看j"},
    {"\033[", "<?>"},
    {"\033[1;", ""},
    {"\033O", "<?>"},
    {"\033[[", ""},
    /* Kitty's protocol: characters, control characters, names, modifiers. */
    {"\033[106uj\033[106;1uj\033[106;1:1u\033[106;1:2u", "jjjjjj"},
    {"\033[106;1:3u\033[27;1:3u\033[1;1:3A", ""},
    {"\033[97;2u\033[97:65;2u\033[47:63;2u\033[97;65u\033[49;2;33u", "AA?a!"},
    {"\033[30475u\033[0;;30475u", "看看"},
    {"\033[99;5u\033[99;69u\033[27u\033[13u\033[9u\033[9;2u\033[127u",
     "<C-c><C-c><Esc><Enter><Tab><S-Tab><BS>"},
    {"\033[32u\033[32;2u\033[13;2u", "<Space><Space><Enter>"},
    {"\033[57399u\033[57414u\033[57419;129u", "0<Enter><Up>"},
    {"\033[1;1A\033[1;129B\033[1;1:2H\033[5;1:1~\033[6;65~\033[P",
     "<Up><Down><Home><PgUp><PgDn><F1>"},
    {"\033[106;3u\033[106;9u\033[99;6u\033[57376u\033[57441;2u\033[57358u", "<?><?><?><?>"},
    {"\033[u\033[;5u\033[3u\033[155u\033[55296u\033[1114112u\033[99999999999u\033[1;2;3;4uj", "j"},
    /* xterm's modifyOtherKeys. */
    {"\033[27;5;99~\033[27;2;65~\033[27;2;33~\033[27;2;9~\033[27;1;30475~", "<C-c>A!<S-Tab>看"},
    {"\033[27;3;106~\033[27;5~\033[27~j", "<?>j"},
    /* C1 controls, as bytes and encoded. */
    {"\2335~j", "<PgUp>j"},
    {"\302\2335~j", "<PgUp>j"},
    {"\2331;2;3qj", "j"},
    {"\302\235title\aj", "j"},
    {"\217Aj", "<Up>j"},
    {"\302\205j", "j"},
    {"\205\214j", "j"},
    /* Control strings, complete or cut off. */
    {"\033]11;rgb:0000/0000/0000\aj", "]11;rgb:0000/0000/0000]j"},
    {"\033]11;rgb:ffff/ffff/ffff\033\\j", "]11;rgb:ffff/ffff/ffff]j"},
    {"\033\033]11;rgb:0/0/0\aj", "<Esc>]11;rgb:0/0/0]j"},
    {"\033]lkanbao\033\\j", "j"},
    {"\033P1$r0m\033\\j", "j"},
    {"\033_Gi=1\033\\\033^x\033\\\033Xy\033\\j", "j"},
    {"\033Ptmux;\033\033[A\033\\j", "j"},
    {"\033]0;看报\x18j", "j"},
    {"\033]0;5555", ""},
    /* Invalid UTF-8. */
    {"\377j", "j"},
    {"\347\234j", "j"},
    {"\347\234", ""},
    {"\300\200j", "j"},
    {"\355\240\200j", "j"},
    {"\370\210\200\200j", "j"},
    /* The mouse. */
    {"\033[<0;5;7M", "(6,4)"},
    {"\033[<64;5;7M\033[<65;5;7M", "^(6,4)v(6,4)"},
    {"\033[<0;99998;99998M", "(99997,99997)"},
    {"\033[<4;5;7M", "(6,4)"},
    {"\033[<0;0;7M\033[<0;5;0Mj", "j"},
    {"\033[<0;-5;7Mj", "j"},
    {"\033[<-1;5;7Mj", "j"},
    {"\033[<0;99999999999999999999;7Mj", "j"},
    {"\033[<0;5;7;9M\033[<0;5M\033[<;;M\033[<Mj", "j"},
    {"\033[<0;5;7m", "u(6,4)"},
    {"\033[<2;5;7m\033[<64;5;7m\033[<0;5;0mj", "j"},
    {"\033[<66;5;7M\033[<67;5;7M", "<(6,4)>(6,4)"},
    {"\033[<32;5;7M\033[<36;5;7M\033[<32;5;7mj", "d(6,4)d(6,4)j"},
    {"\033[M@+(j", "d(7,10)j"},
    {"\033[<35;5;7M\033[<96;5;7M\033[<2;5;7Mj", "j"},
    {"\033[<0;5;\033[<0;5;7M", "(6,4)"},
    {"\033[M +(", "(7,10)"},
    {"\033[M#+(", "u(7,10)"},
    {"\033[MC+(j", "j"}, /* movement without a button */
    {"\033[Mb+(\033[Mc+(", "<(7,10)>(7,10)"},
    {"\033[M \377\377", "(222,222)"},
    {"\033[M   j", "j"},
    /* Beyond column 223 there is no byte for it: NUL, or one that looks like a key. */
    {"\033[M \003\003j\033[M+\033\rj", "jj"},
    {"\033[M \r", ""},
    {"\033[M +", ""},
    /* Answers about the cursor. */
    {"\033[1;7Rj", "[7]j"},
    {"j\033[24;99998Rj", "j[99998]j"},
    {"\033\033[1;7Rj", "<Esc>[7]j"},
    {"\033\033[?1;2cj", "<Esc>j"},
    {"\033\033[M +(j", "<Esc>(7,10)j"},
    {"\2331;7Rj", "[7]j"},
    {"\033[R\033[;R\033[1;R\033[7R\033[1;7;1R\033[?1;7R\033[1;99999999999R\033[1;-7Rj", "j"},
    {"\033[200~a\033[1;7R\033[201~", "{a\033[1;7R}"},
    /* Pastes. */
    {"\033[200~words\033[201~j", "{words}j"},
    {"\033[200~\033[201~j", "{}j"},
    {"\033[200~a\r\n\t5\033[A\003q\033[201~j", "{a\r\n\t5\033[A\003q}j"},
    {"\033[200~a\033[201\033\033[201~j", "{a\033[201\033}j"},
    {"\033[200~a\033[200~b\033[201~j", "{a\033[200~b}j"},
    {"\033[201~j", "j"},
    {"\033[200~a", "{a}"},
    {"\033\033[200~a\033[201~j", "<Esc>{a}j"},
};

static void record(struct buffer *keys, const struct decoded *decoded)
{
    static const char *const DEEDS[POINTER_EVENT_COUNT] = {"", "^", "v", "<", ">", "u", "d"};

    switch (decoded->kind) {
    case DECODED_KEY:
        key_spell(keys, decoded->key);
        break;
    case DECODED_POINTER:
        buffer_addf(keys, "%s(%d,%d)", DEEDS[decoded->pointer.event], decoded->pointer.line,
                    decoded->pointer.col);
        break;
    case DECODED_PASTE:
        buffer_addf(keys, "{%.*s}", STR_FMT(decoded->paste));
        break;
    case DECODED_CURSOR:
        buffer_addf(keys, "[%d]", decoded->cursor_col);
        break;
    case DECODED_OSC:
        if (decoded->osc.bytes > 3 && memcmp(decoded->osc.p, "11;", 3) == 0)
            buffer_addf(keys, "]%.*s]", STR_FMT(decoded->osc));
        break;
    case DECODED_NOTHING:
        break;
    }
}

static void feed(struct decoder *decoder, struct str bytes, struct buffer *keys)
{
    while (bytes.bytes) {
        struct decoded decoded;
        size_t taken = decode(decoder, bytes, &decoded);

        assert_true(taken <= bytes.bytes && (taken || decoded.kind != DECODED_NOTHING));
        record(keys, &decoded);
        bytes.p += taken;
        bytes.bytes -= taken;
    }
}

static void be_silent(struct decoder *decoder, struct buffer *keys)
{
    struct decoded decoded;

    for (int i = 0; i < 3 && decode_patience_ms(decoder) >= 0; i++) {
        decode_silence(decoder, &decoded);
        record(keys, &decoded);
    }
    assert_int_equal(decode_patience_ms(decoder), -1);
}

/* Feeds `bytes` in pieces of `most` bytes. */
static void expect(const char *bytes, size_t most, const char *expected)
{
    struct decoder decoder = {0};
    struct buffer keys = {0};

    for (size_t at = 0, left = strlen(bytes); left;) {
        size_t count = left < most ? left : most;

        feed(&decoder, (struct str){bytes + at, count}, &keys);
        at += count;
        left -= count;
    }
    be_silent(&decoder, &keys);
    if (strcmp(buffer_c_str(&keys), expected) != 0)
        print_error("of %s, in pieces of %zu\n", bytes + (*bytes == '\033'), most);
    assert_string_equal(buffer_c_str(&keys), expected);
    buffer_free(&keys);
    decode_free(&decoder);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        const struct decode_case *row = &CASES[i];

        for (size_t most = 1; most <= strlen(row->bytes); most++)
            expect(row->bytes, most, row->keys);
    }
}

/* What comes in pieces, each after a pause in milliseconds. */
struct piece {
    int after_ms;
    const char *bytes;
};

static const struct parted_case {
    struct piece pieces[10];
    const char *keys;
    bool remote, awaits_answer;
} PARTED[] = {
    /* Esc is awaited for a moment, the rest of a sequence for a second. */
    {.pieces = {{0, "\033"}, {24, "[A"}}, .keys = "<Up>"},
    {.pieces = {{0, "\033"}, {99, "[A"}}, .keys = "<Up>", .remote = true},
    {.pieces = {{0, "\033"}, {26, "j"}}, .keys = "<Esc>j"},
    {.pieces = {{0, "\033"}, {24, "j"}}, .keys = "<?>"},
    {.pieces = {{0, "\033"}, {24, "j"}}, .keys = "<?>", .remote = true},
    {.pieces = {{0, "\033"}, {26, "j"}}, .keys = "<Esc>j", .remote = true},
    {.pieces = {{0, "\033"}, {26, "\033"}, {26, "/j"}}, .keys = "<Esc><Esc>/j", .remote = true},
    {.pieces = {{0, "\033"}, {500, "j"}}, .keys = "<Esc>j", .awaits_answer = true},
    {.pieces = {{0, "\033/"}, {26, "j"}}, .keys = "<?>j"},
    {.pieces = {{0, "\033"}, {101, "j"}}, .keys = "<Esc>j", .remote = true},
    {.pieces = {{0, "\033["}, {999, "A"}}, .keys = "<Up>"},
    {.pieces = {{0, "\033O"}, {999, "B"}}, .keys = "<Down>"},
    {.pieces = {{0, "\033["}, {900, "5"}, {900, "~"}}, .keys = "<PgUp>"},
    {.pieces = {{0, "\033[<0;"}, {900, "5;7"}, {900, "M"}}, .keys = "(6,4)"},
    {.pieces = {{0, "\033["}, {900, "M"}, {900, " "}, {900, "\003"}, {900, "\003j"}}, .keys = "j"},
    {.pieces = {{0, "\033["}, {900, "99;"}, {900, "5u"}}, .keys = "<C-c>"},
    {.pieces = {{0, "\033["}, {1001, "j"}}, .keys = "<?>j"},
    {.pieces = {{0, "\033O"}, {1001, "j"}}, .keys = "<?>j"},
    /* The rest that comes when Esc has been given is no letters. */
    {.pieces = {{0, "\033"}, {500, "[A"}}, .keys = "<Esc><Up>"},
    {.pieces = {{0, "\033"}, {500, "["}, {10, "6~j"}}, .keys = "<Esc><PgDn>j"},
    {.pieces = {{0, "\033"}, {500, "OA"}}, .keys = "<Esc><Up>"},
    {.pieces = {{0, "\033"}, {500, "[1;7Rj"}}, .keys = "<Esc>[7]j"},
    {.pieces = {{0, "\033"}, {500, "["}, {50, "[["}, {50, "O"}, {50, "j"}}, .keys = "<Esc>[[[Oj"},
    {.pieces = {{0, "\033"}, {1001, "[A"}}, .keys = "<Esc>[A"},
    {.pieces = {{0, "\033"}, {500, "j[A"}}, .keys = "<Esc>j[A"},
    {.pieces = {{0, "\033"}, {500, "\033"}, {500, "[A"}}, .keys = "<Esc><Esc><Up>"},
    /* The rest of a paste, but for one that comes too late. */
    {.pieces = {{0, "\033[200~a"}, {9000, "q\r"}, {9000, "5\033[2"}, {9000, "01~j"}},
     .keys = "{aq\r5}j"},
    {.pieces = {{0, "\033[200~a"}, {10001, "j"}}, .keys = "{a}j"},
    /* A character, however late. */
    {.pieces = {{0, "\347"}, {5000, "\234"}, {5000, "\213j"}}, .keys = "看j"},
    {.pieces = {{0, "\347\234"}, {5000, "j"}}, .keys = "j"},
    /* An answer that the terminal has been asked for, byte by byte. */
    {.pieces =
         {{0, "\033"}, {900, "["}, {5000, "1"}, {5000, ";"}, {5000, "7"}, {5000, "R"}, {0, "j"}},
     .keys = "[7]j",
     .awaits_answer = true},
    {.pieces = {{0, "j\033]"}, {5000, "11;rgb:0000/"}, {5000, "0000/0000\033"}, {5000, "\\j"}},
     .keys = "j]11;rgb:0000/0000/0000]j",
     .awaits_answer = true},
    {.pieces = {{0, "\033"}, {1001, "j"}}, .keys = "<Esc>j", .awaits_answer = true},
};

/* Lets time pass. */
static void wait_for(struct decoder *decoder, int ms, struct buffer *keys)
{
    struct decoded decoded;
    int past_ms = 0; /* since the last byte */

    while (decode_patience_ms(decoder) >= past_ms && decode_patience_ms(decoder) <= ms) {
        past_ms = decode_patience_ms(decoder);
        decode_silence(decoder, &decoded);
        record(keys, &decoded);
    }
}

static void test_pauses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(PARTED) / sizeof(*PARTED); i++) {
        const struct parted_case *row = &PARTED[i];
        struct decoder decoder = {.remote = row->remote, .awaits_answer = row->awaits_answer};
        struct buffer keys = {0};

        for (const struct piece *piece = row->pieces; piece->bytes; piece++) {
            wait_for(&decoder, piece->after_ms, &keys);
            feed(&decoder, str_of(piece->bytes), &keys);
        }
        if (strcmp(buffer_c_str(&keys), row->keys) != 0)
            print_error("pieces %zu\n", i);
        assert_string_equal(buffer_c_str(&keys), row->keys);
        buffer_free(&keys);
        decode_free(&decoder);
    }
}

/* Key sequences from the terminal's description take precedence over the common ones. */
static void test_names(void **state)
{
    struct decoder decoder = {.names = {{"\033A", RK_UP},
                                        {"\033[P", RK_END},
                                        {"\033Ow", RK_HOME},
                                        {"\v", RK_DOWN},
                                        {"\b", RK_BACKSPACE}},
                              .name_count = 5};
    struct buffer keys = {0};

    (void)state;
    feed(&decoder, str_of("\033A\033[P\033Ow\v\b\033B\033OP"), &keys);
    be_silent(&decoder, &keys);
    assert_string_equal(buffer_c_str(&keys), "<Up><End><Home><Down><BS><?><F1>");
    buffer_free(&keys);
}

/* Writes `begin`, a byte `count` times, and `end`. */
static void fill(struct buffer *bytes, const char *begin, size_t count, const char *end)
{
    buffer_clear(bytes);
    buffer_add_text(bytes, begin);
    for (size_t i = 0; i < count; i++)
        buffer_add_char(bytes, '5');
    buffer_add_text(bytes, end);
}

static void test_long_paste(void **state)
{
    struct decoder decoder = {0};
    struct buffer bytes = {0}, keys = {0};

    (void)state;
    fill(&bytes, "\033[200~", DECODE_PASTE_MOST_BYTES + 1000, "\033[2\033[201~j");
    feed(&decoder, buffer_str(&bytes), &keys);
    assert_int_equal(keys.bytes, DECODE_PASTE_MOST_BYTES + sizeof("{}j") - 1);
    assert_int_equal(keys.data[keys.bytes - 1], 'j');
    buffer_free(&bytes);
    buffer_free(&keys);
    decode_free(&decoder);
}

/* A control string or a sequence without an end is given up after DECODE_STRING_MOST_BYTES. */
static void test_endless(void **state)
{
    static const char *const BEGINNINGS[] = {"\033]", "\033P", "\033_", "\033[", "\033O"};
    struct buffer bytes = {0}, keys = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(BEGINNINGS) / sizeof(*BEGINNINGS); i++) {
        struct decoder decoder = {0};

        fill(&bytes, BEGINNINGS[i], DECODE_STRING_MOST_BYTES - 10, "");
        buffer_clear(&keys);
        feed(&decoder, buffer_str(&bytes), &keys);
        assert_int_equal(keys.bytes, 0);
        fill(&bytes, "", 20, "j");
        feed(&decoder, buffer_str(&bytes), &keys);
        assert_int_equal(decode_patience_ms(&decoder), -1);
        assert_true(keys.bytes > 0 && keys.bytes <= 20 && keys.data[keys.bytes - 1] == 'j');
    }
    buffer_free(&bytes);
    buffer_free(&keys);
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* Random bytes decode to the same keys in one piece and in many. */
static void test_random(void **state)
{
    static const char ALPHABET[] =
        "\033\033\033\033[[[O<<0123456789;;;;MMmA~~ ]P\\\a\r\177j\233\235"
        "\302\347\234\213\377[200~[201~";
    enum { ROUNDS = 50000, MOST = 40 };
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct decoder whole = {0}, parted = {0};
        struct buffer whole_keys = {0}, parted_keys = {0};
        char bytes[MOST];
        size_t count = 1 + random_next(&seed) % MOST;

        for (size_t i = 0; i < count; i++)
            bytes[i] = ALPHABET[random_next(&seed) % (sizeof(ALPHABET) - 1)];
        feed(&whole, (struct str){bytes, count}, &whole_keys);
        for (size_t at = 0, piece; at < count; at += piece) {
            piece = 1 + random_next(&seed) % (count - at);
            feed(&parted, (struct str){bytes + at, piece}, &parted_keys);
        }
        be_silent(&whole, &whole_keys);
        be_silent(&parted, &parted_keys);
        assert_string_equal(buffer_c_str(&whole_keys), buffer_c_str(&parted_keys));
        assert_null(strstr(buffer_c_str(&whole_keys), "(-")); /* no position is negative */
        buffer_free(&whole_keys);
        buffer_free(&parted_keys);
        decode_free(&whole);
        decode_free(&parted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),   cmocka_unit_test(test_pauses),
        cmocka_unit_test(test_names),   cmocka_unit_test(test_long_paste),
        cmocka_unit_test(test_endless), cmocka_unit_test(test_random),
    };

    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
