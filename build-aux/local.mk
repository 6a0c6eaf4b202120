# The generators: tables to man pages and completions.

generators = build-aux/rows build-aux/rows.h build-aux/prose.sh \
	build-aux/make-man build-aux/make-completion
EXTRA_DIST += $(generators)

GENERATE = CPP='$(CPP)' $(SHELL) $(top_srcdir)/build-aux
