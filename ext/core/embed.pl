#!/usr/bin/perl
# Data files that travel inside the library: FILE becomes the C array NAME (NUL-terminated) and NAME_SIZE.
use strict;
use warnings;

my ($name, $file) = @ARGV;
open my $in, '<:raw', $file or die "$file: $!\n";
local $/;
my $data = <$in>;
print "/* Made from $file by ext/core/embed.pl. */\n#include <stddef.h>\n\n";
print "extern const char $name\[];\nextern const size_t ${name}_SIZE;\n\nconst char $name\[] =\n";
for my $line ($data =~ /[^\n]*\n|[^\n]+/g) {
    $line =~ s/([\\"])/\\$1/g;
    $line =~ s/\n/\\n/g;
    # Octal escapes of three digits: no digit that follows can join them. "??" would be a trigraph.
    $line =~ s/([^\x20-\x7e])/sprintf('\\%03o', ord $1)/ge;
    $line =~ s/\?/\\?/g;
    print "    \"$line\"\n";
}
print "    \"\";\nconst size_t ${name}_SIZE = sizeof($name) - 1;\n";
