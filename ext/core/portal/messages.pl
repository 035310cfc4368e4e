#!/usr/bin/perl
# Titles of problems: the error messages of Dolibarr's language files (ElaskaErr_<key>), as a C table in both languages.
use strict;
use warnings;

my ($dir) = @ARGV;
my %text;
for my $lang ('fr_FR', 'en_US') {
    open my $in, '<:raw', "$dir/$lang/elaska.lang" or next;
    while (<$in>) {
        next unless /^ElaskaErr_([A-Za-z0-9_]+)\s*=\s*(.*?)\s*$/;
        $text{$1}{$lang} = $2;
    }
}
sub literal {
    my ($s) = @_;
    $s = '' unless defined $s;
    $s =~ s/([\\"])/\\$1/g;
    $s =~ s/\?/\\?/g;
    return "\"$s\"";
}
print "/* Made from the language files by ext/core/portal/messages.pl. */\n";
print "#include \"portal/portal_internal.h\"\n\nconst struct ela__message ELA__MESSAGES[] = {\n";
for my $key (sort keys %text) {
    my $fr = $text{$key}{fr_FR};
    my $en = $text{$key}{en_US};
    printf "    {\"%s\", %s, %s},\n", $key, literal($fr), literal(defined $en ? $en : $fr);
}
print "    {0, 0, 0}};\n";
