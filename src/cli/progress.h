/*
 * progress.h - a line on the terminal while a large input is read
 *
 * Shown on standard error only if it is a terminal (or asked for with
 * always), after one second, at most ten times a second, and erased at the
 * end. The only user of a clock outside net/, and a monotonic one.
 *
 *	struct progress p;
 *	progress_start(&p, when, "reading");
 *	progress_at(&p, done_bytes, total_bytes, rows);	(cheap)
 *	progress_end(&p);
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct progress {
	bool on;
	bool shown;
	const char *what;
	uint64_t start_ns;
	uint64_t next_ns;
};

void progress_start(struct progress *p, enum progress_when when,
		    const char *what);
void progress_at(struct progress *p, uint64_t done_bytes,
		 uint64_t total_bytes, uint64_t rows);
void progress_end(struct progress *p);

#endif
