/*
 * frame.h - what every tool does around its one decision
 *
 * Options, findings, output and summary, in the same order in every tool:
 *
 *	struct frame f;
 *	int status = frame_start(&f, &cli, argc, argv, &first);
 *
 *	if (status < 0)
 *		status = run(&f, argv + first, argc - first);
 *	return frame_end(&f, status);
 *
 * run() reads (findings go to f.diag), decides, and writes:
 *
 *	if (!frame_accepts(&f))
 *		return f.status;	(input rejected, or system failure)
 *	out = frame_out(&f);
 *	...
 *	return frame_commit(&f, out, PROG_OK);
 *
 * frame_end() writes what is left of the findings, and ends the program's
 * output. Nothing is written to the result unless everything was accepted.
 */
#ifndef TOOLS_FRAME_H
#define TOOLS_FRAME_H

#include "base/diag.h"
#include "base/json.h"
#include "cli/options.h"
#include "cli/prog.h"
#include "file/out.h"
#include "file/rows.h"
#include "file/table_out.h"

struct frame_source {
	const char *role;	/* "input", "policy", "aliases" */
	struct rows_source source;
	bool has_rows;
};

struct frame {
	const struct cli *cli;
	const struct cli_common *common;
	struct diag diag;
	struct input_limits limits;
	VEC(struct frame_source) sources;
	uint32_t *pick;		/* --columns */
	bool findings_told;
	bool tells_end;		/* the tool has a last line of its own */
	bool system_failed;
	struct buf summary;
	struct buf_sink summary_sink;
	struct json summary_json;
	int status;		/* of a rejection */
};

int frame_start(struct frame *f, const struct cli *cli, int argc,
		char **argv, int *first);
int frame_end(struct frame *f, int status);

/* An input has been read: for the summary. */
void frame_source(struct frame *f, const char *role,
		  const struct rows_source *source, bool has_rows);
/* The same of what others may go on writing: it has no digest. `path` lives
 * as long as the frame. */
void frame_source_live(struct frame *f, const char *role, const char *path,
		       uint64_t rows);

/* Tells the findings; false if they, or the system, forbid a result. */
bool frame_accepts(struct frame *f);

/* The kind of output that was asked for; and how to write `format` in it.
 * False: wrong usage (said). */
enum table_kind frame_kind(const struct frame *f);
/* A workbook that cannot be made, or for a terminal: wrong usage (said);
 * else -1. frame_start() asks; a tool with formats of its own does. */
int frame_format(const struct frame *f);
struct xlsx_book frame_book(void);
bool frame_table(struct frame *f, const struct table_format *format,
		 struct table_out_options *options);

/* --list-columns: prints them and says so. */
bool frame_listed(const struct frame *f, const struct table_format *format);

struct out *frame_out(const struct frame *f);
/* Ends the result; the status is `status`, or 4 if it could not be written.
 * A summary that was asked for is written behind it. */
int frame_commit(struct frame *f, struct out *o, int status);

/* The day to judge by: --as-of, else the newest one in the input. */
int32_t frame_as_of(const struct frame *f, int32_t newest);

/* --summary: begins the object with tool and inputs; the tool adds members,
 * frame_summary_end() writes the file. NULL: not asked for. */
struct json *frame_summary(struct frame *f);
bool frame_summary_end(struct frame *f);

int frame_usage(const struct frame *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
