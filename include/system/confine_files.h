#ifndef SYSTEM_CONFINE_FILES_H
#define SYSTEM_CONFINE_FILES_H

#include "system/confine.h"

/* The part of confine_process() that Landlock does, see landlock(7). Needs no_new_privs. */
void confine_files(const struct confine_options *options, const struct journal *journal);

#endif
