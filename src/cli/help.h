/*
 * help.h - the text of --help, made from the option tables
 *
 * Usage, purpose, the tool's own options, those that every tool has,
 * examples, exit statuses; two columns, wrapped to `width` columns (at
 * least 40). For cli/options.c.
 *
 *	help_add(&buf, &cli, common, common_count, prog_width());
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/buf.h"
#include "cli/options.h"

void help_add(struct buf *b, const struct cli *cli,
	      const struct cli_option *common, size_t common_count,
	      unsigned width);

#endif
