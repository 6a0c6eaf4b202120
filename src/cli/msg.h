/*
 * msg.h - everything that is said on standard error
 *
 * The only module that writes there. Grammar: "tool: text", lower case, no
 * full stop, the subject quoted, the remedy if known. A warning ends in
 * "(warning)", in colour where the terminal and the user allow it. Warnings
 * and notes are silent under -q. Control characters are shown escaped, so a
 * message is one line and data cannot steer a terminal.
 *
 *	msg_error("cannot open '%s': %s", path, reason);
 *	msg_findings(&diag);		(sorted; errors only with -q)
 *
 * On a terminal, findings of one code and file beyond the twentieth are
 * counted and not shown, unless -v is given.
 *
 * cli_parse() calls msg_setup().
 */
#ifndef CLI_MSG_H
#define CLI_MSG_H

#include <stdbool.h>
#include "base/diag.h"
#include "base/span.h"

enum msg_color { MSG_COLOR_AUTO, MSG_COLOR_ALWAYS, MSG_COLOR_NEVER };

void msg_setup(bool quiet, bool verbose, enum msg_color color);
bool msg_quiet(void);
bool msg_verbose(void);
bool msg_color_stdout(void);	/* may standard output be coloured? */

void msg_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void msg_warning(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void msg_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void msg_findings(const struct diag *d);

/* A line that the next one takes the place of; empty: erased. Whatever else
 * is said erases it first. For progress.h. On a terminal it is never longer
 * than a line, which could not be erased: the name of the tool gives way
 * first, then its end. */
void msg_passing(struct span line);

#endif
