#ifndef TESTS_FAULTS_STARVE_H
#define TESTS_FAULTS_STARVE_H

#include "pty/sandbox.h"

/* Lets an allocation of the next program in the sandbox fail (0: none), and counts them from 0:
 * see tests/starve/starve.c. */
void starve_at(struct sandbox *sandbox, long number);

/* Returns how many allocations there have been. */
long starve_count(const struct sandbox *sandbox);

#endif
