/*
 * own_options.h - a tool's options from its table
 *
 *	#define TOOL_OPTIONS "tools/dmc-count.opts.h"
 *	#include "tools/own_options.h"
 *
 * Makes struct options with a member for each row, `opts` of that type,
 * `common` for the options that every tool has, and `own`, the table that
 * struct cli asks for. Included once, by the .c of a tool, which is the one
 * place where a program keeps state at file scope.
 */
#ifndef TOOLS_OWN_OPTIONS_H
#define TOOLS_OWN_OPTIONS_H

#include "cli/options.h"

struct options {
#define OPT(field, TYPE, ...) CLI_T_##TYPE field;
#include TOOL_OPTIONS
#undef OPT
};

static struct cli_common common;
static struct options opts;

static const struct cli_option own[] = {
#define OPT(field, TYPE, letter, name, arg, values, help, text) \
	CLI_OPTION(struct options, field, TYPE, letter, name, arg, values, \
		   help),
#include TOOL_OPTIONS
#undef OPT
};

#define OWN_OPTIONS \
	.own = own, \
	.own_count = sizeof(own) / sizeof(own[0]), \
	.opts = &opts, \
	.common = &common

#endif
