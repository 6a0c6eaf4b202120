/*
 * prog.h - the start and the end of a program
 *
 *	int main(int argc, char **argv)
 *	{
 *		prog_start("dmc-count", cleanup);
 *		...
 *		return prog_finish(status);
 *	}
 *
 * prog_start(): LC_CTYPE from the environment and nothing else (numbers and
 * order stay C), closed descriptors 0 to 2 opened on /dev/null (0 and 1 so
 * that using them fails), seeds the hash, sets the memory handler, and calls
 * `cleanup` (async-signal-safe, may be NULL) before INT, TERM and HUP end the
 * program. A signal that was ignored stays ignored.
 *
 * prog_finish(): flushes and closes standard output; a write that failed
 * makes the status 4 with a message. A reader that left ends the program by
 * SIGPIPE (141), or, where SIGPIPE is ignored, with status 4 and one line.
 * That is about prog_print(); results go through file/out.h, which reports
 * to its caller.
 *
 * Exit statuses, the same for every tool:
 */
#ifndef CLI_PROG_H
#define CLI_PROG_H

#include <stdbool.h>
#include "base/span.h"

enum prog_status {
	PROG_OK = 0,		/* done */
	PROG_NO = 1,		/* the answer is no */
	PROG_USAGE = 2,		/* wrong usage */
	PROG_INPUT = 3,		/* input rejected */
	PROG_SYSTEM = 4,	/* system or network failure */
	PROG_STOPPED = 5,	/* stopped early, can be resumed */
};

void prog_start(const char *tool, void (*cleanup)(void));
int prog_finish(int status);
const char *prog_name(void);

/* Text on standard output (--help, --list-columns). */
void prog_print(struct span text);

/* The only door to the environment: NULL when unset or empty. */
const char *prog_env(const char *name);
bool prog_stdout_is_terminal(void);
bool prog_stderr_is_terminal(void);
unsigned prog_width(void);	/* of the terminal on stdout; COLUMNS; 80 */
unsigned prog_stderr_width(void);	/* the same of that on stderr */

#endif
