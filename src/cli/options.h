/*
 * options.h - command lines from tables
 *
 * A tool's options are rows of one X-macro file, tools/NAME.opts.h; those
 * that every tool has are in cli/common.opts.h. From the rows come the typed
 * struct, this parser's table, --help, the OPTIONS of the man page and the
 * completions. A row is
 *
 *   OPT(field, TYPE, letter, "name", "ARG", "values", "help", "manual text")
 *
 *   field   member of the struct, and the row's identifier
 *   TYPE    FLAG    bool                     --name
 *           STRING  const char *             --name ARG
 *           FILE    const char *             --name FILE (completes files)
 *           MAYBE   struct { bool; char * }  --name[=ARG]
 *           COUNT   uint64_t, and field_set  --name N (digits)
 *           CHOICE  unsigned (index)         --name one of "a|b|c"
 *           DECIMAL uint64_t in hundredths   --name P (at most 2 decimals)
 *           DATE    int32_t day              --name YYYY-MM-DD
 *           SIZE    uint64_t bytes           --name 64M (k, M, G: 1024s)
 *           LIST    repeated, vec of char *  --name ARG (may repeat)
 *   letter  'o', or 0 for none
 *   values  CHOICE: "csv|tsv|json"; else ""
 *   help    one line for --help
 *   text    sentences for the man page; "" repeats help
 *
 * Repeating an option: the last one wins, except LIST. A tool may have a row
 * of its own for an option that every tool has: it stands for both.
 *
 *	static const struct cli_option own[] = {
 *	#define OPT(field, TYPE, letter, name, arg, values, help, text) \
 *		CLI_OPTION(struct opts, field, TYPE, letter, name, arg, \
 *			   values, help),
 *	#include "tools/dmc-count.opts.h"
 *	#undef OPT
 *	};
 *	struct opts o = { 0 };
 *	int status = cli_parse(&cli, argc, argv, &first_operand);
 *	if (status >= 0) return status;		(--help, --version, usage)
 *
 * Wrong usage says what was wrong and the nearest option that exists, then
 * "try 'tool --help'", and gives status 2. "--" ends options; options may
 * follow operands.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/vec.h"

enum cli_type { CLI_FLAG, CLI_STRING, CLI_FILE, CLI_MAYBE, CLI_COUNT,
		CLI_CHOICE, CLI_DECIMAL, CLI_DATE, CLI_SIZE, CLI_LIST };

#define CLI_CHOICE_NONE	UINT32_MAX	/* a CHOICE that was not given */

struct cli_maybe {
	bool given;
	const char *value;	/* NULL: without an argument */
};

struct cli_count {
	bool given;
	uint64_t value;		/* COUNT, DECIMAL (hundredths), SIZE (bytes) */
};

struct cli_date {
	bool given;
	int32_t day;
};

typedef VEC(const char *) cli_list;

/* C type of a field by TYPE */
#define CLI_T_FLAG	bool
#define CLI_T_STRING	const char *
#define CLI_T_FILE	const char *
#define CLI_T_MAYBE	struct cli_maybe
#define CLI_T_COUNT	struct cli_count
#define CLI_T_CHOICE	uint32_t
#define CLI_T_DECIMAL	struct cli_count
#define CLI_T_DATE	struct cli_date
#define CLI_T_SIZE	struct cli_count
#define CLI_T_LIST	cli_list

struct cli_option {
	enum cli_type type;
	char letter;
	const char *name;
	const char *arg;
	const char *values;
	const char *help;
	size_t offset;		/* of the field */
};

#define CLI_OPTION(strct, field, TYPE, letter, name, arg, values, help) \
	{ CLI_##TYPE, letter, name, arg, values, help, \
	  offsetof(strct, field) }

struct cli {
	const char *tool;
	const char *operands;	/* synopsis: "[FILE ...]" */
	const char *purpose;	/* one line */
	const char *examples;	/* lines for the end of --help */
	const struct cli_option *own;
	size_t own_count;
	void *opts;		/* the tool's struct */
	struct cli_common *common;
};

/* The options of every tool; cli/common.opts.h */
struct cli_common {
#define OPT(field, TYPE, letter, name, arg, values, help, text) \
	CLI_T_##TYPE field;
#include "cli/common.opts.h"
#undef OPT
};

/* -1: go on, operands are argv[*first .. argc) (permuted to the end);
 * otherwise the exit status. CHOICE fields become CLI_CHOICE_NONE first, and
 * msg_setup() is called with the common options. */
int cli_parse(const struct cli *cli, int argc, char **argv, int *first);
void cli_release(const struct cli *cli);	/* frees LIST fields */

#endif
