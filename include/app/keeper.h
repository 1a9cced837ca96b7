#ifndef APP_KEEPER_H
#define APP_KEEPER_H

#include "app/program.h"

/* Runs a kiosk, the reader of a public machine: one visit after the other, each in a process of its
 * own, while it watches the content. Confines itself, for good, to what this requires. Uses
 * program->config as it is. Returns the exit status: one of base/status.h, or VISIT_SIZE plus the
 * text size with which the launcher is to start the kiosk again, VISIT_SIZE alone for the size it
 * had at first, or VISIT_REST (see visit.h). */
int keeper_run(struct program *program);

/* Returns whether only root can have written the configuration: the file of --config, else the
 * system's, which may be missing. If not, it must not be read; reports why with one line on
 * standard error and in the journal. */
bool keeper_may_read_config(const struct cli *cli);

#endif
