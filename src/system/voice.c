#include "system/voice.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/number.h"
#include "unix_address.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* The protocol, a command at a time: each is sent once the one before was answered. An answer is
 * lines "CODE-text" and at its end "CODE text". An event, which can come between any two answers,
 * has the same form, and a code from 700 to 799. */

enum step {
    STEP_SYNC, /* finds the end of answers to the process that had the connection before */
    STEP_NAME,
    STEP_EVENTS,
    STEP_LANGUAGE,
    STEP_VOICES, /* the last one of the start */
    STEP_NONE,   /* no answer is awaited */
    STEP_CANCEL,
    STEP_RATE,
    STEP_VOLUME,
    STEP_SPEAK,
    STEP_TEXT,
    STEP_COUNT
};

enum {
    ANSWER_MS = 10000, /* until a daemon that says nothing counts as gone */
    START_MS = 60000,  /* the same while it starts, and loads its voices */
    BEGIN_MS = 20000,  /* until a text is heard, */
    BYTE_MS = 700,     /* and for each of its bytes, at the slowest: a Han character has three */
    MOST_LINE_BYTES = 4096,
    MOST_ANSWER_BYTES = 8 << 20, /* espeak-ng's list of voices has 800,000 */
    MOST_READ_BYTES = 64 << 10,  /* at a time, so that keys are handled meanwhile */
    CODE_DIGITS = 3,
    VOICE_UNTOLD = 1000,
    EVENT_LEAST = 700,
    EVENT_END = 702,
    EVENT_CANCELED = 703
};

static const struct {
    const char *command; /* NULL: made by write_command() */
    int code;            /* of its answer */
    bool optional;       /* an error changes nothing */
} STEPS[STEP_COUNT] = {
    /* The dot ends a text that the process before may have left unfinished. */
    [STEP_SYNC] = {".\r\nHISTORY GET CLIENT_ID\r\n", 245, false},
    [STEP_NAME] = {"SET self CLIENT_NAME kiosk:kanbao:visit\r\n", 208, true},
    [STEP_EVENTS] = {"SET self NOTIFICATION ALL ON\r\n", 220, false},
    [STEP_LANGUAGE] = {"SET self LANGUAGE zh\r\n", 201, false},
    [STEP_VOICES] = {"LIST SYNTHESIS_VOICES\r\n", 249, false},
    [STEP_CANCEL] = {"CANCEL self\r\n", 213, false},
    [STEP_RATE] = {NULL, 203, true},
    [STEP_VOLUME] = {NULL, 218, true},
    [STEP_SPEAK] = {"SPEAK\r\n", 230, false},
    [STEP_TEXT] = {NULL, 225, false},
};

int voice_connect(const char *path)
{
    struct sockaddr_un address;
    socklen_t address_bytes = unix_address(&address, path);
    int fd;

    if (!address_bytes)
        return -1;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, address_bytes) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

bool voice_is_there(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISSOCK(status.st_mode);
}

bool voice_hush(int fd)
{
    static const char HUSH[] = ".\r\nCANCEL self\r\n";

    return send(fd, HUSH, sizeof(HUSH) - 1, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0 || errno == EAGAIN;
}

static void fail(struct voice *voice, const char *fault)
{
    if (voice->fd >= 0)
        close(voice->fd);
    voice->fd = -1;
    voice->state = VOICE_NONE;
    voice->speaking = false;
    voice->fault = fault;
}

static void flush(struct voice *voice)
{
    ssize_t bytes;

    if (voice->fd < 0 || voice->sent == voice->out.bytes)
        return;
    bytes = send(voice->fd, voice->out.data + voice->sent, voice->out.bytes - voice->sent,
                 MSG_DONTWAIT | MSG_NOSIGNAL);
    if (bytes >= 0)
        voice->sent += (size_t)bytes;
    else if (errno != EAGAIN && errno != EINTR)
        fail(voice, N_("语音服务断开了"));
    if (voice->sent == voice->out.bytes) {
        buffer_clear(&voice->out);
        voice->sent = 0;
    }
}

/* Writes a text as the protocol has it: one line, a dot at its beginning doubled, ended by a dot
 * alone. */
static void write_text(struct buffer *out, struct str text)
{
    size_t start;

    if (text.p[0] == '.')
        buffer_add_char(out, '.');
    start = out->bytes;
    buffer_add_str(out, text);
    for (size_t i = start; i < out->bytes; i++)
        if ((unsigned char)out->data[i] < ' ')
            out->data[i] = ' ';
    buffer_add_text(out, "\r\n.\r\n");
}

static void write_command(struct voice *voice, enum step step)
{
    switch (step) {
    case STEP_RATE:
        buffer_addf(&voice->out, "SET self RATE %d\r\n", voice->given.rate);
        break;
    case STEP_VOLUME:
        buffer_addf(&voice->out, "SET self VOLUME %d\r\n", voice->given.volume);
        break;
    case STEP_TEXT:
        write_text(&voice->out, voice->given.text);
        break;
    default:
        buffer_add_text(&voice->out, STEPS[step].command);
        break;
    }
}

static void send_step(struct voice *voice, enum step step, int64_t now_ms)
{
    voice->step = (int)step;
    voice->step_ms = now_ms;
    voice->step_bytes = 0;
    if (step == STEP_NONE)
        return;
    write_command(voice, step);
    flush(voice);
}

/* Begins with what is asked for, unless the daemon has it already. */
static void pursue(struct voice *voice, int64_t now_ms)
{
    if (voice->state != VOICE_READY || voice->step != STEP_NONE ||
        voice->given.number == voice->asked.number)
        return;
    if (voice->speaking) {
        voice->speaking = false;
        send_step(voice, STEP_CANCEL, now_ms);
        return;
    }
    buffer_clear(&voice->taken);
    buffer_add_str(&voice->taken, buffer_str(&voice->wanted));
    voice->given = voice->asked;
    voice->given.text = buffer_str(&voice->taken);
    if (!voice->given.text.bytes)
        return;
    if (voice->rate != voice->given.rate)
        send_step(voice, STEP_RATE, now_ms);
    else if (voice->volume != voice->given.volume)
        send_step(voice, STEP_VOLUME, now_ms);
    else
        send_step(voice, STEP_SPEAK, now_ms);
}

static void note_end(struct voice *voice)
{
    if (!voice->speaking || voice->ended != voice->message)
        return;
    voice->speaking = false;
    voice->heard = voice->given.number;
}

/* Goes on after the whole answer to a command. */
static void go_on(struct voice *voice, int64_t now_ms)
{
    switch ((enum step)voice->step) {
    case STEP_SYNC:
    case STEP_NAME:
    case STEP_EVENTS:
    case STEP_LANGUAGE:
        send_step(voice, (enum step)(voice->step + 1), now_ms);
        return;
    case STEP_VOICES:
        if (!voice->has_chinese) {
            fail(voice, N_("语音服务没有中文声音"));
            return;
        }
        voice->state = VOICE_READY;
        break;
    case STEP_RATE:
        voice->rate = voice->given.rate;
        send_step(voice, voice->volume != voice->given.volume ? STEP_VOLUME : STEP_SPEAK, now_ms);
        return;
    case STEP_VOLUME:
        voice->volume = voice->given.volume;
        send_step(voice, STEP_SPEAK, now_ms);
        return;
    case STEP_SPEAK:
        send_step(voice, STEP_TEXT, now_ms);
        return;
    case STEP_TEXT:
        voice->speaking = true;
        note_end(voice);
        break;
    case STEP_CANCEL:
    case STEP_NONE:
    case STEP_COUNT:
        break;
    }
    send_step(voice, STEP_NONE, now_ms);
    pursue(voice, now_ms);
}

/* Returns whether a line of the list of voices, NAME<tab>LANGUAGE<tab>VARIANT, is of a Mandarin
 * one. */
static bool is_chinese(struct str voice)
{
    const char *tab = memchr(voice.p, '\t', voice.bytes);
    struct str language;

    if (!tab)
        return false;
    language = (struct str){tab + 1, voice.bytes - (size_t)(tab + 1 - voice.p)};
    return str_case_begins(language, "zh") || str_case_begins(language, "cmn");
}

/* Reads a number that is a whole text; 0 if it is none. */
static unsigned long number_of(struct str text)
{
    uint64_t number;

    return number_read(text, UINT32_MAX, &number) == text.bytes ? (unsigned long)number : 0;
}

/* Takes a line of an event. The first one has the message's number, the second the client's. */
static void take_event(struct voice *voice, int code, bool last, struct str text)
{
    if (!last) {
        if (!voice->event)
            voice->event = number_of(text);
        return;
    }
    if (code == EVENT_END) {
        voice->ended = voice->event;
        note_end(voice);
    } else if (code == EVENT_CANCELED && voice->speaking && voice->event == voice->message) {
        fail(voice, N_("语音服务没有把话说完"));
    }
    voice->event = 0;
}

static void take_answer(struct voice *voice, int code, bool last, struct str text, int64_t now_ms)
{
    const enum step step = (enum step)voice->step;

    if (code == STEPS[STEP_SYNC].code && step != STEP_SYNC)
        return; /* asked for by the process before */
    if (step == STEP_SYNC && code != STEPS[step].code)
        return; /* an answer to it */
    if (step == STEP_NONE) {
        fail(voice, N_("语音服务答非所问"));
        return;
    }
    if (!last) {
        if (step == STEP_VOICES && is_chinese(text))
            voice->has_chinese = true;
        else if (step == STEP_TEXT)
            voice->message = number_of(text);
        return;
    }
    if (code == STEPS[step].code || (STEPS[step].optional && code >= 300))
        go_on(voice, now_ms);
    else
        fail(voice, step == STEP_VOICES || step == STEP_LANGUAGE ? N_("语音服务没有中文声音")
                                                                 : N_("语音服务答非所问"));
}

/* Takes a line without its end. */
static void take_line(struct voice *voice, struct str line, int64_t now_ms)
{
    int code = 0;
    bool last;

    for (size_t i = 0; i < CODE_DIGITS; i++) {
        if (i >= line.bytes || !ascii_is_digit((unsigned char)line.p[i])) {
            fail(voice, N_("语音服务答非所问"));
            return;
        }
        code = code * 10 + (line.p[i] - '0');
    }
    last = line.bytes == CODE_DIGITS || line.p[CODE_DIGITS] == ' ';
    if (!last && line.p[CODE_DIGITS] != '-') {
        fail(voice, N_("语音服务答非所问"));
        return;
    }
    line.p += line.bytes > CODE_DIGITS ? CODE_DIGITS + 1 : CODE_DIGITS;
    line.bytes -= line.bytes > CODE_DIGITS ? CODE_DIGITS + 1 : CODE_DIGITS;
    if (code >= EVENT_LEAST)
        take_event(voice, code, last, line);
    else
        take_answer(voice, code, last, line, now_ms);
}

static void take_bytes(struct voice *voice, const char *bytes, size_t count, int64_t now_ms)
{
    for (size_t i = 0; i < count && voice->fd >= 0; i++) {
        struct str line;

        if (bytes[i] != '\n') {
            buffer_add_char(&voice->line, bytes[i]);
            if (voice->line.bytes > MOST_LINE_BYTES)
                fail(voice, N_("语音服务答非所问"));
            continue;
        }
        line = buffer_str(&voice->line);
        if (line.bytes && line.p[line.bytes - 1] == '\r')
            line.bytes--;
        take_line(voice, line, now_ms);
        buffer_clear(&voice->line);
    }
}

static void hear(struct voice *voice, int64_t now_ms)
{
    char piece[4096];
    ssize_t bytes;

    for (size_t all = 0; voice->fd >= 0 && all < MOST_READ_BYTES; all += (size_t)bytes) {
        bytes = read(voice->fd, piece, sizeof(piece));
        if (bytes == 0 || (bytes < 0 && errno != EAGAIN && errno != EINTR))
            fail(voice, N_("语音服务断开了"));
        if (bytes <= 0)
            return;
        voice->step_bytes += (size_t)bytes;
        if (voice->step_bytes > MOST_ANSWER_BYTES)
            fail(voice, N_("语音服务答非所问"));
        take_bytes(voice, piece, (size_t)bytes, now_ms);
    }
}

/* Returns how long the daemon may take for what it does now; -1: nothing is awaited. */
static int64_t most_ms(const struct voice *voice)
{
    if (voice->state == VOICE_STARTING)
        return START_MS;
    if (voice->step != STEP_NONE)
        return ANSWER_MS;
    return voice->speaking ? BEGIN_MS + (int64_t)voice->given.text.bytes * BYTE_MS : -1;
}

int64_t voice_patience_ms(const struct voice *voice, int64_t now_ms)
{
    int64_t most = voice->state == VOICE_NONE ? -1 : most_ms(voice), left;

    if (most < 0)
        return -1;
    left = voice->step_ms + most - now_ms;
    return left > 0 ? left : 0;
}

void voice_open(struct voice *voice, int fd, int64_t now_ms)
{
    *voice = (struct voice){.fd = fd, .rate = VOICE_UNTOLD, .volume = VOICE_UNTOLD};
    if (fd < 0)
        return;
    voice->state = VOICE_STARTING;
    send_step(voice, STEP_SYNC, now_ms);
}

void voice_ask(struct voice *voice, const struct voice_text *text, int64_t now_ms)
{
    if (text->number == voice->asked.number)
        return;
    voice->asked = *text;
    buffer_clear(&voice->wanted);
    buffer_add_str(&voice->wanted, text->text);
    pursue(voice, now_ms);
}

short voice_events(const struct voice *voice)
{
    return (short)(POLLIN | (voice->sent < voice->out.bytes ? POLLOUT : 0));
}

void voice_work(struct voice *voice, int64_t now_ms)
{
    flush(voice);
    hear(voice, now_ms);
    if (voice_patience_ms(voice, now_ms) == 0)
        fail(voice, N_("语音服务没有回音"));
}

void voice_close(struct voice *voice)
{
    if (voice->fd >= 0) {
        voice_hush(voice->fd);
        close(voice->fd);
    }
    buffer_free(&voice->out);
    buffer_free(&voice->line);
    buffer_free(&voice->wanted);
    buffer_free(&voice->taken);
    *voice = (struct voice){.fd = -1};
}
