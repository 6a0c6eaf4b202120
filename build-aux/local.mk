# The generators: tables to man pages and completions.

generators = build-aux/rows build-aux/rows.h build-aux/prose.sh \
	build-aux/make-man build-aux/make-completion
table_generators = build-aux/csv.awk build-aux/srv.awk \
	build-aux/srv_body.awk build-aux/srv_sets.awk \
	build-aux/duis_codes.awk build-aux/srv-body \
	build-aux/wan.awk
EXTRA_DIST += $(generators) $(table_generators)

GENERATE = CPP='$(CPP)' $(SHELL) $(top_srcdir)/build-aux
