/*
 * threads.h - one function over several items, each in a thread
 *
 *	struct hand hands[n];
 *	threads_run(work, hands, sizeof(*hands), n);	(n >= 1; waits)
 *
 * The first item runs in the thread of the caller, and so do signals.
 * Threads that cannot be had are done without: their items are not run, so
 * items share what there is to do and do not divide it beforehand.
 */
#ifndef FILE_THREADS_H
#define FILE_THREADS_H

#include <stddef.h>

#define THREADS_MAX	1024u

void threads_run(void *(*work)(void *), void *items, size_t bytes,
		 unsigned n);
/* 0: one for each processor at hand; at most THREADS_MAX. */
unsigned threads_number(unsigned wanted);

#endif
