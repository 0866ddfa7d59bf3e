import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints, a line a fact, what the OWL API and HermiT say of each RDF/XML file in a folder. */
public class ProfileCheck {
    public static void main(String[] arguments) throws Exception {
        File[] files = new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".rdf"));
        Arrays.sort(files);
        for (File file : files) {
            String name = file.getName().replace(".rdf", "");
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
            report(name, "DL", new OWL2DLProfile(), ontology);
            report(name, "RL", new OWL2RLProfile(), ontology);
            reason(name, ontology);
        }
    }

    private static void report(String name, String label, OWLProfile profile, OWLOntology ontology) {
        List<OWLProfileViolation> found = profile.checkOntology(ontology).getViolations();
        System.out.println(name + "\t" + label + "\t" + found.size());
        for (OWLProfileViolation violation : found) {
            System.out.println(name + "\tviolation\t" + violation.toString().replace('\n', ' '));
        }
    }

    private static void reason(String name, OWLOntology ontology) {
        Reasoner reasoner = new Reasoner(new Configuration(), ontology);
        boolean consistent = reasoner.isConsistent();
        System.out.println(name + "\tconsistent\t" + consistent);
        if (consistent) {
            for (OWLClass unit : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
                System.out.println(name + "\tunsatisfiable\t" + unit.getIRI());
            }
        }
        reasoner.dispose();
    }
}
