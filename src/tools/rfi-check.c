/*
 * rfi-check - returns in, one inventory out
 *
 * Reads   RFI returns of suppliers and SMSOs, in either layout.
 * Writes  the inventory: wide layout, canonical columns, resolved spellings.
 * Refuses any input with an error: every finding is told, nothing written.
 */
#include "base/date.h"
#include "tools/inventory.h"
#include "tools/load.h"

#define TOOL_OPTIONS "tools/rfi-check.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "rfi-check",
	.operands = "[RETURN ...]",
	.purpose = "check RFI returns and write one inventory",
	.examples =
		"rfi-check --aliases aliases.csv -o inventory.csv "
		"returns/*.csv\n"
		"rfi-check --report report.csv returns/*.csv >/dev/null\n"
		"rfi-check --template wide >empty-return.csv\n",
	OWN_OPTIONS,
};

enum { TEMPLATE_WIDE, TEMPLATE_DEVICE };
enum { MAX_AGE_DAYS = 62 };

static int print_template(struct frame *f)
{
	const struct table_format *format =
		opts.template == TEMPLATE_DEVICE ? &rfi_device_format :
						   &rfi_wide_format;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), format, &to);
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}

static struct across_limits limits(void)
{
	return (struct across_limits){
		.as_of = common.as_of.given ? common.as_of.day : DATE_NONE,
		.max_age_days = opts.max_age_days.given ?
				opts.max_age_days.value : MAX_AGE_DAYS,
	};
}

static int run(struct frame *f, char **paths, int n)
{
	const struct load_paths names = {
		.policy = opts.policy, .aliases = opts.aliases,
		.known = opts.known, .map = opts.map,
	};
	const struct across_limits at = limits();
	struct inventory inv;
	struct load l;
	int status;

	if (opts.template != CLI_CHOICE_NONE)
		return print_template(f);
	load_init(&l, f, &names, ESTATE_EVERYTHING, DIAG_NOTE);
	l.threads = (unsigned)opts.threads.value;
	if (frame_listed(f, inventory_format(&l))) {
		load_release(&l);
		return PROG_OK;
	}
	inventory_begin(&inv, &l);
	load_files(&l, paths, n);
	inventory_check(&inv, &at);
	status = inventory_write(&inv, opts.lenient, opts.report);
	inventory_release(&inv);
	load_release(&l);
	return status;
}

int main(int argc, char **argv)
{
	struct frame f;
	int first, status = frame_start(&f, &cli, argc, argv, &first);

	if (status < 0)
		status = run(&f, argv + first, argc - first);
	return frame_end(&f, status);
}
