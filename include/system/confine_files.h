#ifndef SYSTEM_CONFINE_FILES_H
#define SYSTEM_CONFINE_FILES_H

#include "system/confine.h"

/* Applies the Landlock rules (landlock(7)) of confine_process(). Needs no_new_privs. */
void confine_files(const struct confine_options *options, const struct journal *journal);

#endif
