import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files against PDF/UA-1 and PDF/A-3a; one line per file, a reason per broken rule, exit 1 on any. */
public final class Keuring {
    private static final PDFAFlavour[] NORMEN = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A};

    private Keuring() {
    }

    public static void main(String[] paden) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        int fout = 0;
        for (String pad : paden) {
            List<String> redenen = judge(Path.of(pad));
            fout += redenen.isEmpty() ? 0 : 1;
            System.out.println((redenen.isEmpty() ? "goed  " : "FOUT  ") + pad);
            redenen.forEach(reden -> System.out.println("      " + reden));
        }
        System.out.printf("%d PDF's gekeurd op PDF/UA-1 en PDF/A-3a: %d goed, %d fout%n", paden.length, paden.length - fout, fout);
        System.exit(paden.length == 0 ? 2 : fout == 0 ? 0 : 1);
    }

    private static List<String> judge(Path pad) {
        List<String> redenen = new ArrayList<>();
        for (PDFAFlavour norm : NORMEN) {
            try {
                redenen.addAll(brokenRules(pad, norm));
            } catch (Exception ex) { // an unreadable file is a failed file; the others are still judged
                redenen.add(norm.getId() + ": " + ex);
            }
        }
        return redenen;
    }

    private static List<String> brokenRules(Path pad, PDFAFlavour norm) throws Exception {
        Map<String, Integer> keren = new TreeMap<>();
        try (InputStream bron = open(pad);
                PDFAParser lezer = Foundries.defaultInstance().createParser(bron, norm);
                PDFAValidator keurder = Foundries.defaultInstance().createValidator(norm, false)) {
            ValidationResult uitslag = keurder.validate(lezer);
            for (TestAssertion oordeel : uitslag.getTestAssertions()) {
                if (oordeel.getStatus() == TestAssertion.Status.FAILED) {
                    String regel = oordeel.getRuleId().getClause() + "-" + oordeel.getRuleId().getTestNumber();
                    keren.merge(norm.getId() + " " + regel + ": " + oordeel.getMessage(), 1, Integer::sum);
                }
            }
            if (!uitslag.isCompliant() && keren.isEmpty()) {
                keren.put(norm.getId() + ": niet in orde, zonder reden", 1);
            }
        }
        List<String> redenen = new ArrayList<>();
        keren.forEach((reden, aantal) -> redenen.add(reden + " (" + aantal + "x)"));
        return redenen;
    }

    private static InputStream open(Path pad) throws IOException {
        return new BufferedInputStream(Files.newInputStream(pad));
    }
}
