#ifndef SYSTEM_VOICE_H
#define SYSTEM_VOICE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A voice: a connection to speech-dispatcher, which speaks texts aloud, one at a time. Speaks its
 * protocol (SSIP, lines over a Unix socket) without waiting, so that an event loop can poll the
 * socket beside the terminal. The socket is connected before a kiosk's keeper is confined; a visit,
 * which may connect nowhere, goes on with it, and so does the next visit. A daemon that comes later
 * is for the next keeper. */

enum voice_state {
    VOICE_NONE,     /* no connection, no Chinese voice, or a fault */
    VOICE_STARTING, /* the daemon has not said yet whether it has a Chinese voice */
    VOICE_READY
};

/* A text to be heard. */
struct voice_text {
    unsigned number; /* differs from that of the text before */
    struct str text; /* UTF-8; empty: silence */
    int rate;        /* from -100, slow, to 100 */
    int volume;      /* from -100 to 100 */
};

/* Begin with voice_open(), end with voice_close(). The texts with number 0 are silence. */
struct voice {
    int fd; /* -1: VOICE_NONE */
    enum voice_state state;
    int step;        /* the command whose answer is awaited: see voice.c */
    int64_t step_ms; /* when it was sent, or the text that is being spoken was begun */
    size_t step_bytes;
    struct buffer out; /* commands not sent yet */
    size_t sent;       /* bytes of `out` that are */
    struct buffer line;
    struct buffer wanted;    /* the text that is asked for, */
    struct voice_text asked; /* and the rest of it; its `text` is unused */
    struct buffer taken;     /* the text that the daemon has or is being given, */
    struct voice_text given; /* and all of it */
    int rate, volume;        /* that the daemon was told, or VOICE_UNTOLD */
    bool speaking;           /* `given` was taken and has not ended */
    bool has_chinese;
    unsigned long message; /* the daemon's number of `given` */
    unsigned long event;   /* of the event whose lines are being read; 0: no event */
    unsigned long ended;   /* of the last message that ended by itself */
    unsigned heard;        /* number of the last text that was spoken to its end; 0: none */
    const char *fault;     /* why the state is VOICE_NONE, to be translated with _(); or NULL */
};

/* Connects to the daemon's socket. Returns the descriptor, or -1 if nobody listens at `path`. */
int voice_connect(const char *path);

/* Returns whether there is a socket at `path`, without connecting to it. */
bool voice_is_there(const char *path);

/* Ends whatever is spoken over the connection `fd`, in whatever state a process left it that used
 * it before. Does not wait. Returns false if the daemon is gone. */
bool voice_hush(int fd);

/* Begins to use a connection (-1: none), which is closed by voice_close(). `now_ms` is a time of
 * clock_monotonic_ms(), here and below. */
void voice_open(struct voice *voice, int fd, int64_t now_ms);

/* Asks for a text in place of the one before, which is broken off. A number given before changes
 * nothing. */
void voice_ask(struct voice *voice, const struct voice_text *text, int64_t now_ms);

/* Returns the events of poll() to wait for. */
short voice_events(const struct voice *voice);

/* Does what can be done without waiting. */
void voice_work(struct voice *voice, int64_t now_ms);

/* Returns the milliseconds after which voice_work() has to be called even without an event; -1:
 * none. */
int64_t voice_patience_ms(const struct voice *voice, int64_t now_ms);

/* Says nothing more, and closes the connection. */
void voice_close(struct voice *voice);

#endif
