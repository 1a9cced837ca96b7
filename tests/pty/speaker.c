#include "pty/speaker.h"

#include "pty/kiosk.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOG "told"

struct connection {
    int fd;
    int log;
    enum speaker_manner manner;
    bool data;    /* a text is being sent */
    int message;  /* number of the last text */
    bool ignores; /* SPEAKER_SILENT, after a text */
};

static void answer(const struct connection *connection, const char *text)
{
    /* Whoever has gone may have sent more before, which is still to be read. */
    if (send(connection->fd, text, strlen(text), MSG_NOSIGNAL) < 0 && errno != EPIPE)
        _exit(0);
}

static void take_text(struct connection *connection)
{
    char queued[64];

    connection->data = false;
    if (connection->manner == SPEAKER_MORTAL)
        _exit(0);
    connection->ignores = connection->manner == SPEAKER_SILENT;
    if (connection->ignores)
        return;
    if (connection->manner == SPEAKER_CONFUSED) {
        answer(connection, "\x1b[2J\r\n\xff\r\n");
        return;
    }
    connection->message++;
    snprintf(queued, sizeof(queued), "225-%d\r\n225 OK MESSAGE QUEUED\r\n", connection->message);
    answer(connection, queued);
}

static void take_line(struct connection *connection, const char *line)
{
    static const struct {
        const char *command, *answer;
    } ANSWERS[] = {
        {"HISTORY GET CLIENT_ID", "245-1\r\n245 OK CLIENT ID SENT\r\n"},
        {"SET self CLIENT_NAME", "208 OK CLIENT NAME SET\r\n"},
        {"SET self NOTIFICATION", "220 OK NOTIFICATION SET\r\n"},
        {"SET self LANGUAGE", "201 OK LANGUAGE SET\r\n"},
        {"SET self RATE", "203 OK RATE SET\r\n"},
        {"SET self VOLUME", "218 OK VOLUME SET\r\n"},
        {"CANCEL self", "213 OK CANCELED\r\n"},
    };

    if (connection->ignores)
        return;
    if (connection->data) {
        if (strcmp(line, ".") == 0)
            take_text(connection);
        return;
    }
    for (size_t i = 0; i < sizeof(ANSWERS) / sizeof(*ANSWERS); i++)
        if (strncmp(line, ANSWERS[i].command, strlen(ANSWERS[i].command)) == 0) {
            answer(connection, ANSWERS[i].answer);
            return;
        }
    if (strncmp(line, "LIST", 4) == 0) {
        answer(connection, "249-Afrikaans\taf\tnone\r\n");
        if (connection->manner != SPEAKER_DUMB)
            answer(connection, "249-Mandarin\tcmn\tnone\r\n");
        answer(connection, "249 OK VOICE LIST SENT\r\n");
    } else if (strcmp(line, "SPEAK") == 0) {
        connection->data = true;
        answer(connection, "230 OK RECEIVING DATA\r\n");
    } else {
        answer(connection, "500 ERR INVALID COMMAND\r\n");
    }
}

static void end_text(const struct connection *connection)
{
    char ended[64];

    snprintf(ended, sizeof(ended), "702-%d\r\n702-1\r\n702 END\r\n", connection->message);
    answer(connection, ended);
}

/* Takes the bytes of one connection, line by line, until it ends. */
static _Noreturn void serve(struct connection *connection, int control)
{
    char line[4096];
    size_t bytes = 0;

    for (;;) {
        struct pollfd polled[] = {{connection->fd, POLLIN, 0}, {control, POLLIN, 0}};
        char byte;

        poll(polled, 2, -1);
        if (polled[1].revents) {
            if (read(control, &byte, 1) <= 0)
                _exit(0);
            end_text(connection);
        }
        if (!(polled[0].revents))
            continue;
        if (read(connection->fd, &byte, 1) <= 0)
            _exit(0);
        if (write(connection->log, &byte, 1) != 1)
            _exit(1);
        if (byte != '\n') {
            if (bytes + 1 < sizeof(line))
                line[bytes++] = byte;
            continue;
        }
        if (bytes && line[bytes - 1] == '\r')
            bytes--;
        line[bytes] = '\0';
        bytes = 0;
        take_line(connection, line);
    }
}

void speaker_start(struct speaker *speaker, struct fixture *fixture, enum speaker_manner manner)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), control[2];
    char *log = sandbox_path(&fixture->sandbox, LOG);

    speaker->socket = sandbox_path(&fixture->sandbox, "speech");
    unlink(speaker->socket);
    assert_true(strlen(speaker->socket) < sizeof(address.sun_path));
    strcpy(address.sun_path, speaker->socket);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(pipe2(control, O_CLOEXEC), 0);
    sandbox_write(&fixture->sandbox, LOG, str_of(""));
    speaker->control = control[1];
    speaker->pid = fork();
    assert_true(speaker->pid >= 0);
    if (speaker->pid == 0) {
        struct connection connection = {.manner = manner};

        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(control[1]);
        connection.log = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
        connection.fd = accept(listener, NULL, NULL);
        serve(&connection, control[0]);
    }
    close(listener);
    close(control[0]);
    free(log);
}

void speaker_end_text(struct speaker *speaker)
{
    assert_int_equal(write(speaker->control, "e", 1), 1);
}

void speaker_wait_told(struct fixture *fixture, const char *text, size_t times)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    size_t count = 0;

    while (count < times && sandbox_now_ms() < until) {
        char *told = kiosk_read_file(fixture, LOG);

        count = 0;
        for (const char *at = told; (at = strstr(at, text)); at += strlen(text))
            count++;
        free(told);
        if (count < times)
            harness_pump(fixture->harness);
    }
    if (count < times)
        fail_msg("told '%s' %zu times, not %zu", text, count, times);
}

void speaker_stop(struct speaker *speaker)
{
    close(speaker->control);
    waitpid(speaker->pid, NULL, 0);
    free(speaker->socket);
}
