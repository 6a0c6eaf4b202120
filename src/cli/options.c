/*
 * options.c - command lines from tables
 *
 * getopt_long() does the walking, so that permutation, clusters of letters,
 * "--name=value" and unique abbreviations are what users of other tools
 * know; the tables say what each value must be. Its messages are not used:
 * they neither quote nor suggest.
 */
#include "cli/options.h"

#include <getopt.h>
#include <string.h>

#include "base/buf.h"
#include "base/bug.h"
#include "base/date.h"
#include "base/num.h"
#include "base/span.h"
#include "cli/help.h"
#include "cli/msg.h"
#include "cli/prog.h"

static const struct cli_option common_options[] = {
#define OPT(field, TYPE, letter, name, arg, values, help, text) \
	CLI_OPTION(struct cli_common, field, TYPE, letter, name, arg, values, \
		   help),
#include "cli/common.opts.h"
#undef OPT
};

#define COMMON_COUNT	(sizeof(common_options) / sizeof(*common_options))
#define LONG_BASE	256	/* getopt's values above every letter */

static size_t option_count(const struct cli *cli)
{
	return cli->own_count + COMMON_COUNT;
}

static const struct cli_option *option_at(const struct cli *cli, size_t i)
{
	return i < cli->own_count ? &cli->own[i] :
	       &common_options[i - cli->own_count];
}

static void *field_of(const struct cli *cli, size_t i)
{
	char *base = i < cli->own_count ? cli->opts : (char *)cli->common;

	return base + option_at(cli, i)->offset;
}

static bool parse_size(struct span s, uint64_t *bytes)
{
	unsigned shift = 0;

	switch (s.n ? s.p[s.n - 1] : '\0') {
	case 'k': case 'K':
		shift = 10;
		break;
	case 'm': case 'M':
		shift = 20;
		break;
	case 'g': case 'G':
		shift = 30;
		break;
	default:
		break;
	}
	if (shift)
		s.n--;
	if (!num_parse(s, bytes) || *bytes > UINT64_MAX >> shift)
		return false;
	*bytes <<= shift;
	return true;
}

/* Index of the value in "a|b|c", any case; the unknown gives false. */
static bool parse_choice(const char *values, struct span s, uint32_t *index)
{
	struct span rest = span_of(values), value;

	for (uint32_t i = 0; span_cut(&rest, '|', &value); i++) {
		if (span_eq_nocase(value, s)) {
			*index = i;
			return true;
		}
	}
	return false;
}

static struct span nearest_value(const char *values, struct span s)
{
	struct span rest = span_of(values), value, best = SPAN_EMPTY;
	unsigned limit = (unsigned)(s.n < 30 ? s.n / 3 : 10);

	while (span_cut(&rest, '|', &value)) {
		unsigned d = span_distance(value, s, limit);

		if (d <= limit && (d < limit || !best.n)) {
			best = value;
			limit = d;
		}
	}
	return best;
}

static void refuse_choice(const struct cli_option *o, struct span s)
{
	struct span near = nearest_value(o->values, s);
	struct span rest = span_of(o->values), value;
	struct buf list = BUF_INIT;

	while (span_cut(&rest, '|', &value)) {
		if (list.n > 0)
			buf_add(&list, SPAN(", "));
		buf_add(&list, value);
	}
	if (near.n)
		msg_error("option '--%s': '" SPAN_F "' is not one of %s; "
			  "did you mean '" SPAN_F "'?", o->name, SPAN_A(s),
			  list.p, SPAN_A(near));
	else
		msg_error("option '--%s': '" SPAN_F "' is not one of %s",
			  o->name, SPAN_A(s), list.p);
	buf_release(&list);
}

static bool refuse(const struct cli_option *o, const char *arg,
		   const char *expected)
{
	msg_error("option '--%s': '%s' is not %s", o->name, arg, expected);
	return false;
}

static bool set_number(const struct cli_option *o, struct cli_count *field,
		       const char *arg)
{
	struct span s = span_of(arg);

	switch (o->type) {
	case CLI_COUNT:
		if (!num_parse(s, &field->value))
			return refuse(o, arg, "a count; expected digits");
		break;
	case CLI_DECIMAL:
		if (!num_parse_decimal(s, 2, &field->value))
			return refuse(o, arg, "a number with at most two "
				      "decimals, such as 12.5");
		break;
	default:
		if (!parse_size(s, &field->value))
			return refuse(o, arg, "a size; expected digits and "
				      "perhaps k, M or G");
		break;
	}
	field->given = true;
	return true;
}

static bool set_text(const struct cli_option *o, const char **field,
		     const char *arg)
{
	if (o->type == CLI_FILE && *arg == '\0') {
		msg_error("option '--%s': the name is blank", o->name);
		return false;
	}
	*field = arg;
	return true;
}

static bool set_field(const struct cli_option *o, void *field,
		      const char *arg)
{
	struct cli_maybe *maybe;
	struct cli_date *date;
	cli_list *list;

	switch (o->type) {
	case CLI_FLAG:
		*(bool *)field = true;
		return true;
	case CLI_STRING:
	case CLI_FILE:
		return set_text(o, field, arg);
	case CLI_MAYBE:
		maybe = field;
		maybe->given = true;
		maybe->value = arg;
		return true;
	case CLI_COUNT:
	case CLI_DECIMAL:
	case CLI_SIZE:
		return set_number(o, field, arg);
	case CLI_CHOICE:
		if (parse_choice(o->values, span_of(arg), field))
			return true;
		refuse_choice(o, span_of(arg));
		return false;
	case CLI_DATE:
		date = field;
		if (!date_parse(span_of(arg), &date->day))
			return refuse(o, arg,
				      "a date; expected YYYY-MM-DD");
		date->given = true;
		return true;
	case CLI_LIST:
		list = field;
		vec_push(list, arg);
		return true;
	}
	BUG("unknown type of option");
}

/* The first option of that name: a tool's own row goes before. */
static size_t first_named(const struct cli *cli, size_t i)
{
	size_t first = 0;

	while (strcmp(option_at(cli, first)->name,
		      option_at(cli, i)->name) != 0)
		first++;
	return first;
}

/* What getopt_long() needs, made from the tables. */
struct spec {
	struct option *names;
	char *letters;
};

static void spec_init(struct spec *spec, const struct cli *cli)
{
	size_t n = option_count(cli), at = 0;

	spec->names = mem_array(n + 1, sizeof(*spec->names));
	spec->letters = mem_array(2 * n + 2, 1);
	spec->letters[at++] = ':';
	for (size_t i = 0; i < n; i++) {
		const struct cli_option *o = option_at(cli, i);
		bool bare = o->type == CLI_FLAG || o->type == CLI_MAYBE;

		spec->names[i].name = o->name;
		spec->names[i].val = LONG_BASE + (int)first_named(cli, i);
		spec->names[i].has_arg = required_argument;
		if (bare)
			spec->names[i].has_arg = o->type == CLI_FLAG ?
				no_argument : optional_argument;
		if (!o->letter)
			continue;
		spec->letters[at++] = o->letter;
		if (!bare)
			spec->letters[at++] = ':';
	}
}

static void spec_release(struct spec *spec)
{
	mem_free(spec->names);
	mem_free(spec->letters);
}

/* The number of the option with that value of getopt; count: none. */
static size_t find(const struct cli *cli, int c)
{
	size_t n = option_count(cli);

	if (c >= LONG_BASE)
		return (size_t)(c - LONG_BASE);
	for (size_t i = 0; i < n; i++)
		if (c && option_at(cli, i)->letter == c)
			return i;
	return n;
}

static const char *nearest_option(const struct cli *cli, struct span name)
{
	unsigned limit = (unsigned)(name.n < 30 ? (name.n + 2) / 3 : 10);
	const char *best = NULL;

	for (size_t i = 0; i < option_count(cli); i++) {
		const char *known = option_at(cli, i)->name;
		unsigned d = span_distance(span_of(known), name, limit);

		if (d <= limit && (d < limit || !best)) {
			best = known;
			limit = d;
		}
	}
	return best;
}

static void refuse_unknown(const struct cli *cli, struct span name)
{
	struct buf list = BUF_INIT;
	const char *near;

	for (size_t i = 0; i < option_count(cli); i++) {
		const char *known = option_at(cli, i)->name;

		if (name.n > 0 && span_starts(span_of(known), name) &&
		    first_named(cli, i) == i)
			buf_addf(&list, "%s--%s", list.n ? ", " : "", known);
	}
	near = nearest_option(cli, name);
	if (list.n > 0)
		msg_error("option '--" SPAN_F "' may be %s", SPAN_A(name),
			  list.p);
	else if (near)
		msg_error("unknown option '--" SPAN_F "'; did you mean "
			  "'--%s'?", SPAN_A(name), near);
	else
		msg_error("unknown option '--" SPAN_F "'", SPAN_A(name));
	buf_release(&list);
}

static int usage(const struct cli *cli)
{
	msg_error("try '%s --help'", cli->tool);
	return PROG_USAGE;
}

/* c is '?' or ':'; `word` is the argument that getopt stopped in. */
static int refuse_word(const struct cli *cli, int c, const char *word)
{
	size_t i = find(cli, optopt);
	struct span rest = span_of(word), name = SPAN_EMPTY;

	if (c == ':') {
		msg_error("option '--%s' needs a value: %s",
			  option_at(cli, i)->name, option_at(cli, i)->arg);
	} else if (optopt >= LONG_BASE) {
		msg_error("option '--%s' takes no value",
			  option_at(cli, i)->name);
	} else if (optopt) {
		msg_error("unknown option '-%c'", optopt);
	} else {
		span_cut(&rest, '=', &name);
		refuse_unknown(cli, span_from(name, name.n < 2 ? name.n : 2));
	}
	return usage(cli);
}

static void defaults(const struct cli *cli)
{
	for (size_t i = 0; i < option_count(cli); i++)
		if (option_at(cli, i)->type == CLI_CHOICE)
			*(uint32_t *)field_of(cli, i) = CLI_CHOICE_NONE;
}

static int show_help(const struct cli *cli)
{
	struct buf b = BUF_INIT;

	help_add(&b, cli, common_options, COMMON_COUNT, prog_width());
	prog_print(buf_span(&b));
	buf_release(&b);
	return PROG_OK;
}

static int show_version(const struct cli *cli)
{
	prog_print(span_of(cli->tool));
	prog_print(SPAN(" (smets1-tools) " PACKAGE_VERSION "\n"));
	return PROG_OK;
}

static int walk(const struct cli *cli, const struct spec *spec, int argc,
		char **argv)
{
	size_t i;
	int c;

	optind = 0;	/* GNU: begin anew */
	opterr = 0;
	while ((c = getopt_long(argc, argv, spec->letters, spec->names,
				NULL)) != -1) {
		if (c == '?' || c == ':')
			return refuse_word(cli, c, argv[optind - 1]);
		i = find(cli, c);
		if (!set_field(option_at(cli, i), field_of(cli, i), optarg))
			return usage(cli);
		if (cli->common->help)
			return show_help(cli);
		if (cli->common->version)
			return show_version(cli);
	}
	return -1;
}

int cli_parse(const struct cli *cli, int argc, char **argv, int *first)
{
	uint32_t color;
	struct spec spec;
	int status;

	defaults(cli);
	spec_init(&spec, cli);
	status = walk(cli, &spec, argc, argv);
	spec_release(&spec);
	color = cli->common->color;
	msg_setup(cli->common->quiet, cli->common->verbose,
		  color == CLI_CHOICE_NONE ? MSG_COLOR_AUTO :
		  (enum msg_color)color);
	*first = optind;
	return status;
}

void cli_release(const struct cli *cli)
{
	for (size_t i = 0; i < option_count(cli); i++) {
		cli_list *list = field_of(cli, i);

		if (option_at(cli, i)->type == CLI_LIST)
			vec_release(list);
	}
}
