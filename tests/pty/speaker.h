#ifndef TESTS_PTY_SPEAKER_H
#define TESTS_PTY_SPEAKER_H

#include "pty/fixture.h"

/* A process that plays speech-dispatcher, for one connection. */

enum speaker_manner {
    SPEAKER_SOUND,    /* answers all; ends a text when told to */
    SPEAKER_DUMB,     /* has no Chinese voice */
    SPEAKER_MORTAL,   /* ends when a text comes */
    SPEAKER_SILENT,   /* answers nothing any more when a text comes */
    SPEAKER_CONFUSED, /* answers nonsense when a text comes */
};

struct speaker {
    pid_t pid;
    int control;  /* a byte ends the current text */
    char *socket; /* its path */
};

/* Starts one that listens below the fixture's home, and logs what it is told in "told" there. */
void speaker_start(struct speaker *speaker, struct fixture *fixture, enum speaker_manner manner);

/* Ends the text that is being spoken. */
void speaker_end_text(struct speaker *speaker);

/* Waits until it was told a text that often. */
void speaker_wait_told(struct fixture *fixture, const char *text, size_t times);

void speaker_stop(struct speaker *speaker);

#endif
