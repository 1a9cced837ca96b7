#ifndef APP_KEEPER_H
#define APP_KEEPER_H

#include "app/program.h"

/* A public machine's reader: keeps one visit after the other going, each in a process of its own,
 * watches the content meanwhile, and can do nothing else. Takes up program->config as it is.
 * Returns the exit status: that of a fault, or 60 and the size that the text is wanted in, 60 alone
 * being the one that it had at first (see visit.h). */
int keeper_run(struct program *program);

/* Whether the configuration may be heeded: --config's or the system's file, which only root may
 * have written. False, with one line on standard error and in the journal, where not. */
bool keeper_may_read_config(const struct cli *cli);

#endif
