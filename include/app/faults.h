#ifndef APP_FAULTS_H
#define APP_FAULTS_H

#include "base/buffer.h"
#include "base/task.h"

#include <stdbool.h>

/* Why articles are left out, for somebody who reads: the errors that --check would write about a
 * folder's headers. They are not kept with an edition, whose index may be older than they are, but
 * found by reading the folder anew, in a thread. */

/* A reading that may go on. A zeroed struct is none. */
struct faults {
    struct task *task;
    struct faults_reading *reading;
};

/* Begins to read a folder, unless a reading goes on. Returns false if no thread can be made. */
bool faults_begin(struct faults *faults, const char *folder);

/* Returns whether a reading goes on. */
bool faults_are_read(const struct faults *faults);

/* Appends the errors, one a line, once the reading has ended. Returns false before. */
bool faults_take(struct faults *faults, struct buffer *out);

/* Appends them after reading the folder at once. */
void faults_read(const char *folder, struct buffer *out);

void faults_close(struct faults *faults);

#endif
