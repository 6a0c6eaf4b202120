/*
 * help.c - the text of --help
 *
 * The left column is as wide as its widest entry, so that both groups line
 * up; an entry beyond LEFT_MAX stands on a line of its own instead of
 * pushing every help text to the right edge.
 */
#include "cli/help.h"

#include <string.h>

#include "base/utf8.h"

#define LEFT_MAX	30
#define WIDTH_MIN	40

static void pad_to(struct buf *b, size_t from, size_t to)
{
	while (from++ < to)
		buf_add_char(b, ' ');
}

/* `text` from column `at` on, further lines indented by `indent`. */
static void add_wrapped(struct buf *b, struct span text, size_t at,
			size_t indent, size_t width)
{
	struct span word;
	bool begin = true;

	while (span_cut(&text, ' ', &word)) {
		size_t wide = utf8_width(word);

		if (!begin && at + 1 + wide > width) {
			buf_add_char(b, '\n');
			pad_to(b, 0, indent);
			at = indent;
		} else if (!begin) {
			buf_add_char(b, ' ');
			at++;
		}
		buf_add(b, word);
		at += wide;
		begin = false;
	}
	buf_add_char(b, '\n');
}

static void add_left(struct buf *b, const struct cli_option *o)
{
	if (o->letter)
		buf_addf(b, "  -%c, --%s", o->letter, o->name);
	else
		buf_addf(b, "      --%s", o->name);
	if (o->type == CLI_MAYBE)
		buf_addf(b, "[=%s]", o->arg);
	else if (o->type != CLI_FLAG)
		buf_addf(b, " %s", o->arg);
}

/* A choice whose help does not name every value gets the list of them. */
static void add_right(struct buf *b, const struct cli_option *o)
{
	struct span values = span_of(o->values), value;
	struct buf list = BUF_INIT;
	bool told = true;

	buf_add(b, span_of(o->help));
	while (o->type == CLI_CHOICE && span_cut(&values, '|', &value)) {
		told = told && memmem(o->help, strlen(o->help), value.p,
				      value.n) != NULL;
		if (list.n > 0)
			buf_add(&list, SPAN(", "));
		buf_add(&list, value);
	}
	if (!told) {
		buf_add(b, SPAN("; one of "));
		buf_add(b, buf_span(&list));
	}
	buf_release(&list);
}

static size_t left_width(const struct cli_option *o, size_t n, size_t widest)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		buf_clear(&b);
		add_left(&b, &o[i]);
		if (b.n > widest && b.n <= LEFT_MAX)
			widest = b.n;
	}
	buf_release(&b);
	return widest;
}

/* Of an option of every tool: has the tool a row of its own for it? */
static bool has_own(const struct cli *cli, const struct cli_option *o)
{
	for (size_t i = 0; i < cli->own_count; i++) {
		if (&cli->own[i] != o &&
		    strcmp(cli->own[i].name, o->name) == 0)
			return true;
	}
	return false;
}

static void add_group(struct buf *b, const struct cli *cli,
		      const struct cli_option *o, size_t n, size_t left,
		      size_t width)
{
	struct buf text = BUF_INIT;
	size_t begin;

	for (size_t i = 0; i < n; i++) {
		if (has_own(cli, &o[i]))
			continue;
		begin = b->n;
		add_left(b, &o[i]);
		if (b->n - begin > left) {
			buf_add_char(b, '\n');
			begin = b->n;
		}
		pad_to(b, b->n - begin, left + 2);
		buf_clear(&text);
		add_right(&text, &o[i]);
		add_wrapped(b, buf_span(&text), left + 2, left + 2, width);
	}
	buf_release(&text);
}

static void add_examples(struct buf *b, const char *examples)
{
	struct span lines = span_of(examples), line;

	if (!lines.n)
		return;
	buf_add(b, SPAN("\nexamples:\n"));
	while (span_cut(&lines, '\n', &line))
		buf_addf(b, "%s" SPAN_F "\n", line.n ? "  " : "",
			 SPAN_A(line));
}

/* A status and its meaning are not torn apart. */
static void add_statuses(struct buf *b, size_t width)
{
	static const char *const statuses[] = {
		" 0 done,", " 1 the answer is no,", " 2 wrong usage,",
		" 3 input rejected,", " 4 system failure",
	};
	static const size_t indent = sizeof("exit status:") - 1;
	size_t at = indent;

	buf_add(b, SPAN("\nexit status:"));
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++) {
		if (at + strlen(statuses[i]) > width) {
			buf_add_char(b, '\n');
			pad_to(b, 0, indent);
			at = indent;
		}
		buf_add(b, span_of(statuses[i]));
		at += strlen(statuses[i]);
	}
	buf_add_char(b, '\n');
}

void help_add(struct buf *b, const struct cli *cli,
	      const struct cli_option *common, size_t common_count,
	      unsigned width)
{
	size_t wide = width < WIDTH_MIN ? WIDTH_MIN : width;
	size_t left = left_width(cli->own, cli->own_count, 0);

	left = left_width(common, common_count, left);
	buf_addf(b, "usage: %s [OPTION ...]%s%s\n\n", cli->tool,
		 *cli->operands ? " " : "", cli->operands);
	add_wrapped(b, span_of(cli->purpose), 0, 0, wide);
	if (cli->own_count > 0) {
		buf_add(b, SPAN("\noptions:\n"));
		add_group(b, cli, cli->own, cli->own_count, left, wide);
	}
	buf_add(b, SPAN("\ncommon options:\n"));
	add_group(b, cli, common, common_count, left, wide);
	add_examples(b, cli->examples ? cli->examples : "");
	add_statuses(b, wide);
}
