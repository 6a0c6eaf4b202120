/*
 * msg.c - everything that is said on standard error
 *
 * A message is put together in memory and written with one write(2), so
 * that lines of several programs in a pipeline do not run into each other.
 * What cannot be written to standard error is lost: there is nobody left to
 * tell, and the exit status still says it.
 */
#include "cli/msg.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/prog.h"

#define BATCH_BYTES	32768
#define FLOOD		20	/* findings of one code and file */

static bool is_quiet;
static bool is_verbose;
static bool color_stderr;
static bool color_stdout;
static bool passing_shown;

static bool color_allowed(enum msg_color color, bool terminal)
{
	const char *term;

	if (color != MSG_COLOR_AUTO)
		return color == MSG_COLOR_ALWAYS;
	term = prog_env("TERM");
	return terminal && !prog_env("NO_COLOR") && term &&
	       strcmp(term, "dumb") != 0;
}

void msg_setup(bool quiet, bool verbose, enum msg_color color)
{
	is_quiet = quiet;
	is_verbose = verbose;
	color_stderr = color_allowed(color, prog_stderr_is_terminal());
	color_stdout = color_allowed(color, prog_stdout_is_terminal());
}

bool msg_quiet(void)
{
	return is_quiet;
}

bool msg_verbose(void)
{
	return is_verbose;
}

bool msg_color_stdout(void)
{
	return color_stdout;
}

static void put(struct span s)
{
	ssize_t n;

	while (s.n > 0) {
		n = write(STDERR_FILENO, s.p, s.n);
		if (n > 0)
			s = span_from(s, (size_t)n);
		else if (n == 0 || errno != EINTR)
			return;
	}
}

static void erase_passing(void)
{
	if (passing_shown)
		put(SPAN("\r\033[K"));
	passing_shown = false;
}

static void add_fitting(struct buf *to, struct span line, size_t columns)
{
	struct buf b = BUF_INIT;

	utf8_add_visible(&b, line);
	if (strlen(prog_name()) + 2 + utf8_width(buf_span(&b)) <= columns)
		buf_addf(to, "%s: ", prog_name());
	utf8_add_cut(to, buf_span(&b), columns);
	buf_release(&b);
}

void msg_passing(struct span line)
{
	struct buf b = BUF_INIT;
	bool terminal = prog_stderr_is_terminal();

	if (terminal && (line.n > 0 || passing_shown))
		buf_add(&b, SPAN("\r\033[K"));
	if (line.n > 0 && terminal) {
		add_fitting(&b, line, prog_stderr_width() - 1);
	} else if (line.n > 0) {
		buf_addf(&b, "%s: ", prog_name());
		utf8_add_visible(&b, line);
		buf_add_char(&b, '\n');
	}
	put(buf_span(&b));
	passing_shown = terminal && line.n > 0;
	buf_release(&b);
}

static void add_severity(struct buf *b, enum diag_severity severity)
{
	static const char *const colors[DIAG_SEVERITIES] = {
		[DIAG_NOTE] = "36", [DIAG_WARNING] = "33", [DIAG_ERROR] = "31",
	};

	if (color_stderr)
		buf_addf(b, "\033[%sm%s\033[0m", colors[severity],
			 diag_severity_name(severity));
	else
		buf_add(b, span_of(diag_severity_name(severity)));
}

__attribute__((format(printf, 2, 0)))
static void say(enum diag_severity severity, const char *fmt, va_list ap)
{
	struct buf text = BUF_INIT, line = BUF_INIT;

	buf_vaddf(&text, fmt, ap);
	buf_addf(&line, "%s: ", prog_name());
	utf8_add_visible(&line, buf_span(&text));
	if (severity == DIAG_WARNING) {
		buf_add(&line, SPAN(" ("));
		add_severity(&line, severity);
		buf_add_char(&line, ')');
	}
	buf_add_char(&line, '\n');
	erase_passing();
	put(buf_span(&line));
	buf_release(&text);
	buf_release(&line);
}

void msg_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(DIAG_ERROR, fmt, ap);
	va_end(ap);
}

void msg_warning(const char *fmt, ...)
{
	va_list ap;

	if (is_quiet)
		return;
	va_start(ap, fmt);
	say(DIAG_WARNING, fmt, ap);
	va_end(ap);
}

void msg_note(const char *fmt, ...)
{
	va_list ap;

	if (is_quiet)
		return;
	va_start(ap, fmt);
	say(DIAG_NOTE, fmt, ap);
	va_end(ap);
}

static bool is_said(enum diag_severity severity)
{
	return severity == DIAG_ERROR || !is_quiet;
}

/* The word stands in brackets before the code, at the end of the line. */
static void add_colored(struct buf *b, struct span line,
			const struct finding *f)
{
	struct buf end = BUF_INIT;
	size_t before;

	buf_addf(&end, "(%s) [%s]", diag_severity_name(f->severity),
		 f->code ? f->code : "");
	if (!color_stderr || !span_ends(line, buf_span(&end))) {
		buf_add(b, line);
		buf_release(&end);
		return;
	}
	before = line.n - end.n + 1;
	buf_add_bytes(b, line.p, before);
	add_severity(b, f->severity);
	buf_add(b, span_from(line, before +
			     strlen(diag_severity_name(f->severity))));
	buf_release(&end);
}

/* On a terminal the first findings of a kind say what is wrong with a file,
 * and thousands more would push them out of sight. */
struct flood {
	bool limited;
	struct intern kinds;		/* file and code */
	VEC(uint64_t) said;
	uint64_t kept_back;
};

static bool is_flood(struct flood *flood, const struct finding *f)
{
	struct buf kind = BUF_INIT;
	uint32_t id;
	bool fresh;

	if (!flood->limited)
		return false;
	buf_addf(&kind, "%s %s", f->code, f->file ? f->file : "");
	id = intern_put(&flood->kinds, buf_span(&kind), &fresh);
	buf_release(&kind);
	if (fresh)
		vec_push(&flood->said, 0);
	if (flood->said.v[id]++ < FLOOD)
		return false;
	flood->kept_back++;
	return true;
}

static void say_flood(struct flood *flood)
{
	if (flood->kept_back)
		msg_note("%llu more of the same kinds; -v shows them, "
			 "--findings FILE keeps them",
			 (unsigned long long)flood->kept_back);
	intern_release(&flood->kinds);
	vec_release(&flood->said);
}

void msg_findings(const struct diag *d)
{
	struct flood flood = {
		.limited = prog_stderr_is_terminal() && !is_verbose,
	};
	struct buf line = BUF_INIT, batch = BUF_INIT;

	erase_passing();
	for (size_t i = 0; i < d->found.n; i++) {
		const struct finding *f = &d->found.v[i];

		if (!is_said(f->severity) || is_flood(&flood, f))
			continue;
		buf_clear(&line);
		diag_line(f, &line);
		buf_addf(&batch, "%s: ", prog_name());
		add_colored(&batch, buf_span(&line), f);
		buf_add_char(&batch, '\n');
		if (batch.n >= BATCH_BYTES) {
			put(buf_span(&batch));
			buf_clear(&batch);
		}
	}
	put(buf_span(&batch));
	say_flood(&flood);
	buf_release(&line);
	buf_release(&batch);
}
