#!/usr/bin/env perl
# Writes the schema manifest (C) from sql/tables and sql/migrations. The SQL is ours and plain: one column per
# line, keys in *.key.sql. What it cannot read stops the build.
use strict;
use warnings;

my ($tables_dir, $migrations_dir) = @ARGV;
my (@columns, @indexes, @foreigns);

sub slurp {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!\n";
    local $/;
    my $text = <$in>;
    close $in;
    $text =~ s/^\s*--.*$//mg;
    return $text;
}

sub quoted { my ($s) = @_; return '"' . $s . '"' }
sub list { my ($s) = @_; $s =~ s/\s+//g; return $s }

# Declared type to the way information_schema names it, without display width.
sub shown_type {
    my ($type) = @_;
    $type = lc $type;
    return 'int' if $type eq 'integer';
    return $type;
}

sub add_column {
    my ($file, $table, $line) = @_;
    if ($line =~ /^PRIMARY KEY \(([^)]+)\)$/) {
        push @indexes, [$table, 'PRIMARY', list($1), 1];
        return;
    }
    $line =~ /^(\w+) ([A-Z]+(?:\(\d+(?:,\d+)?\))?)\s*(.*)$/ or die "$file: cannot read: $line\n";
    my ($name, $type, $rest) = ($1, shown_type($2), $3);
    my $charset = '';
    if ($type =~ /^(?:var)?char|text$/) {
        $charset = $rest =~ /CHARACTER SET (\w+)/ ? $1 : 'utf8mb4';
    }
    my $nullable = $rest =~ /NOT NULL/ || $rest =~ /PRIMARY KEY/ ? 0 : 1;
    push @indexes, [$table, 'PRIMARY', $name, 1] if $rest =~ /PRIMARY KEY/;
    push @columns, [$table, $name, $type, $charset, $nullable];
}

for my $path (sort glob "$tables_dir/llx_*.sql") {
    my $text = slurp($path);
    if ($path =~ /\.key\.sql$/) {
        for my $s (grep { /\S/ } split /;/, $text) {
            $s =~ s/\s+/ /g;
            if ($s =~ /ALTER TABLE llx_(\w+) ADD (UNIQUE |FULLTEXT )?INDEX (\w+) \(([^)]+)\)/) {
                push @indexes, [$1, $3, list($4), ($2 // '') eq 'UNIQUE ' ? 1 : 0];
            } elsif ($s =~ /ALTER TABLE llx_(\w+) ADD CONSTRAINT (\w+) FOREIGN KEY \(([^)]+)\) REFERENCES llx_(\w+) \(([^)]+)\) ON DELETE (CASCADE|RESTRICT|SET NULL)/) {
                push @foreigns, [$1, $2, list($3), $4, list($5), $6];
            } else {
                die "$path: cannot read:$s\n";
            }
        }
        next;
    }
    $text =~ /CREATE TABLE (?:IF NOT EXISTS )?llx_(\w+) \((.*)\)\s*ENGINE=InnoDB[^)]*;\s*$/s or die "$path: not one CREATE TABLE\n";
    my ($table, $body) = ($1, $2);
    for my $line (split /\n/, $body) {
        $line =~ s/^\s+|[\s,]+$//g;
        add_column($path, $table, $line) if $line ne '';
    }
}

my @migrations = map { s{.*/}{}r =~ s{\.sql$}{}r } sort glob "$migrations_dir/V*.sql";
die "no migration in $migrations_dir\n" unless @migrations;

print "/*\n * Written by ext/core/db/manifest.pl from sql/; do not edit.\n */\n#include \"db/schema.h\"\n\n";
print "static const char *const MIGRATIONS[] = {\n", (map { '    ' . quoted($_) . ",\n" } @migrations), "    NULL,\n};\n\n";
print "static const struct ela_schema_column COLUMNS[] = {\n",
    (map { '    {' . join(', ', (map { quoted($_) } @{$_}[0 .. 3]), $_->[4] ? 'true' : 'false') . "},\n" } @columns),
    "    {.table = NULL},\n};\n\n";
print "static const struct ela_schema_index INDEXES[] = {\n",
    (map { '    {' . join(', ', (map { quoted($_) } @{$_}[0 .. 2]), $_->[3] ? 'true' : 'false') . "},\n" } @indexes),
    "    {.table = NULL},\n};\n\n";
print "static const struct ela_schema_foreign FOREIGNS[] = {\n",
    (map { '    {' . join(', ', map { quoted($_) } @$_) . "},\n" } @foreigns),
    "    {.table = NULL},\n};\n\n";
print "const struct ela_schema_manifest ELA_SCHEMA_MANIFEST = {\n    ", quoted($migrations[-1]),
    ", MIGRATIONS, COLUMNS, INDEXES, FOREIGNS,\n};\n";
